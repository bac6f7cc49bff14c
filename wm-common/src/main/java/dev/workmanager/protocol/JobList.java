package dev.workmanager.protocol;

import java.util.List;

/**
 * {@code GET /v1/jobs}.
 *
 * @param jobs all jobs, the oldest first
 */
public record JobList(List<JobStatus> jobs) {}
