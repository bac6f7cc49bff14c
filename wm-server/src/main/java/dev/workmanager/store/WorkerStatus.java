package dev.workmanager.store;

import dev.workmanager.model.Job;
import dev.workmanager.rules.Worker;
import java.util.List;

/**
 * A worker at one moment.
 *
 * @param worker who it is
 * @param done how many attempts it has ended as done
 * @param failed how many it has ended as failed or timed out
 * @param holds what it works on
 */
public record WorkerStatus(Worker worker, long done, long failed, List<Held> holds) {
    /** An attempt that a worker holds: its job, the item's number, the attempt's. */
    public record Held(Job job, long id, int attempt) {}

    /** Copies the list. */
    public WorkerStatus {
        holds = List.copyOf(holds);
    }
}
