package dev.workmanager.protocol;

import java.util.List;

/**
 * {@code POST /v1/leases/renew}: these attempts are alive. Harmless to repeat.
 *
 * @param worker the worker's id
 * @param tokens the lease tokens of what it holds
 */
public record RenewRequest(String worker, List<String> tokens) {
    /** The path of the route. */
    public static final String PATH = "/v1/leases/renew";
}
