package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/leases/renew}: these attempts are alive. Harmless to repeat.
 *
 * @param worker the worker's id
 * @param tokens the lease tokens of what it holds
 * @param progress how far some of them say they are, for people; may be absent
 */
public record RenewRequest(
        String worker, List<String> tokens, @Nullable List<Progress> progress) {
    /** The path of the route. */
    public static final String PATH = "/v1/leases/renew";

    /** So many characters of a text are kept. */
    public static final int MAX_PROGRESS = 100;

    /**
     * How far an attempt says it is.
     *
     * @param token its lease token
     * @param text a percentage such as {@code 40 %}, or any short line
     */
    public record Progress(String token, String text) {}
}
