package dev.workmanager.protocol;

/**
 * The answer of {@code GET /healthz} and of {@code GET /readyz} when all is well.
 *
 * @param status {@code ok}
 */
public record Health(String status) {
    /** Whether the manager is alive. */
    public static final String ALIVE_PATH = "/healthz";

    /** Whether it takes work and results now. */
    public static final String READY_PATH = "/readyz";
}
