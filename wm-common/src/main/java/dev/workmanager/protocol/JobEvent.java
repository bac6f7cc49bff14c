package dev.workmanager.protocol;

/**
 * An event of {@code GET /v1/events} that tells of a job.
 *
 * @param kind the word of its kind
 * @param at when it happened, ISO-8601 in UTC
 * @param job the job's name
 * @param status the job as it was then; one that is deleted as it was before
 */
public record JobEvent(String kind, String at, String job, JobStatus status) {}
