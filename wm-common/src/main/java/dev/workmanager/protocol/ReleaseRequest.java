package dev.workmanager.protocol;

import java.util.List;

/**
 * {@code POST /v1/leases/release}: these attempts are given back, at once and without counting. Harmless to repeat.
 *
 * @param tokens the lease tokens
 */
public record ReleaseRequest(List<String> tokens) {
    /** The path of the route. */
    public static final String PATH = "/v1/leases/release";
}
