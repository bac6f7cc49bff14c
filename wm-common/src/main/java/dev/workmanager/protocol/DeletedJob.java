package dev.workmanager.protocol;

/**
 * The answer to {@code DELETE /v1/jobs/{job}}.
 *
 * @param deleted whether it was there
 */
public record DeletedJob(boolean deleted) {}
