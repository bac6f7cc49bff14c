package dev.workmanager.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do at a manager.
 *
 * @param open whether it demands no token: then anybody is an admin
 * @param role {@code read}, {@code work} or {@code admin}; null for nothing
 * @param name whose token it is, for people; null where nobody says
 */
public record SessionStatus(
        boolean open,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String role,
        @Nullable String name) {
    /** The route. */
    public static final String PATH = "/v1/session";

    /**
     * How a session begins.
     *
     * @param token what opens the manager
     */
    public record Login(@Nullable String token) {
        @Override
        public String toString() {
            return "a token";
        }
    }
}
