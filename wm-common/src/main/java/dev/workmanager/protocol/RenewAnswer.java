package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a renewal.
 *
 * @param leases how each named attempt stands, in the request's order
 * @param order what the worker is to do besides; absent for nothing: see {@link Order}
 */
public record RenewAnswer(List<Lease> leases, @Nullable String order) {
    /**
     * How one attempt stands.
     *
     * @param token its lease token
     * @param standing {@code held}; {@code superseded}; {@code cancelled}: stop it; {@code ended}: its end was accepted already; {@code unknown}
     */
    public record Lease(String token, String standing) {}

    /** Value of {@code standing}: the lease runs from now on anew. */
    public static final String HELD = "held";

    /** Value of {@code standing}: the end of the attempt was accepted. */
    public static final String ENDED = "ended";
}
