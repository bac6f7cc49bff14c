package dev.workmanager.protocol;

import java.util.List;

/**
 * {@code GET /v1/workers}.
 *
 * @param workers those that were asked for, the oldest first
 */
public record WorkerList(List<WorkerStatus> workers) {}
