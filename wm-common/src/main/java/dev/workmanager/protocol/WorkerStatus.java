package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/workers/{id}}: a worker. Times are ISO-8601, in UTC.
 *
 * @param id its random id
 * @param group its group, dotted; this and the next four as it has said itself
 * @param host the name of its host
 * @param pid its process id there
 * @param version the version of its program
 * @param startedAt when it was started, by its own clock
 * @param firstSeen when it came first; of one that has only registered, when it did
 * @param registeredAt when it told last that it has {@code started}, if it has not told since that it has {@code stopped}: see {@link
 *     Report}; absent for one that is known only because it takes items
 * @param lastSeen when it was heard of last; absent when that was before the manager was started
 * @param order what it is told beside its items; absent for nothing: see {@link Order}
 * @param done how many attempts it has ended as done
 * @param failed how many as failed or timed out
 * @param holds what it works on
 */
public record WorkerStatus(
        String id,
        @Nullable String group,
        @Nullable String host,
        @Nullable Long pid,
        @Nullable String version,
        @Nullable String startedAt,
        String firstSeen,
        @Nullable String registeredAt,
        @Nullable String lastSeen,
        @Nullable String order,
        long done,
        long failed,
        List<Held> holds) {
    /**
     * An attempt that it holds.
     *
     * @param job the name of its job
     * @param id the item's number
     * @param attempt its own number
     * @param progress how far the program says it is, if it says so
     */
    public record Held(
            String job, long id, int attempt, @Nullable String progress) {}

    /** The path of all workers. */
    public static final String PATH = "/v1/workers";

    /** The path of one worker. */
    public static String path(String worker) {
        return PATH + "/" + worker;
    }
}
