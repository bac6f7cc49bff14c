package dev.workmanager.http;

import dev.workmanager.model.Job;
import dev.workmanager.model.Source;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;

/** Finds what the path of a request names. */
final class Jobs {
    private Jobs() {}

    /**
     * The job that a call is about.
     *
     * @throws RefusedException if there is none of that name
     */
    static JobProgress of(Call call, Store store) {
        return named(call.parameter("job"), store);
    }

    /** Likewise, by name. */
    static JobProgress named(String name, Store store) {
        return store.progress(name)
                .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "there is no job '" + name + "' here"));
    }

    /**
     * The index of the item that a call is about.
     *
     * @throws RefusedException if the job has none of that number
     */
    static long index(Call call, Job job) {
        String id = call.parameter("id");
        Source source = job.source();
        try {
            return source.index(Long.parseLong(id)).orElseThrow(() -> unknown(id, job));
        } catch (NumberFormatException noNumber) {
            throw unknown(id, job);
        }
    }

    private static RefusedException unknown(String id, Job job) {
        Source source = job.source();
        return new RefusedException(
                ErrorCode.UNKNOWN_ITEM,
                "job '" + job.name() + "' has no item '" + id + "'; its items are numbered " + source.first() + " to "
                        + source.last());
    }
}
