package dev.workmanager.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/jobs/{job}}: a job, and how far it is. Times are ISO-8601, in UTC.
 *
 * @param name its name
 * @param id its random identity, 16 hexadecimal digits: a job submitted again under a name has another one
 * @param state one of the words below
 * @param reason why it is halted, for people; absent for no reason
 * @param items its items by state
 * @param superseded attempts that came too late
 * @param rate how many items ended a second of late
 * @param etaMillis how long the rest takes at that rate; absent when nobody can know
 * @param createdAt when it was made
 * @param startedAt when its first item was handed out; absent for not yet
 * @param endedAt when its last item ended; absent for not yet
 * @param source where its items come from, as in wm-config
 * @param policy what it allows its items: keys of wm-config with values that make this very policy
 * @param priority items of a job with a higher one are handed out first
 * @param domain which workers may take its items; absent for those that name no domain
 */
public record JobStatus(
        String name,
        String id,
        String state,
        @Nullable String reason,
        JobCounts items,
        long superseded,
        double rate,
        @Nullable Long etaMillis,
        String createdAt,
        @Nullable String startedAt,
        @Nullable String endedAt,
        String source,
        Map<String, String> policy,
        int priority,
        @Nullable String domain) {
    /** The path of all jobs. */
    public static final String PATH = "/v1/jobs";

    /** Value of {@code state}: its items are handed out. */
    public static final String OPEN = "open";

    /** Value of {@code state}: nothing is handed out until somebody resumes it; what runs goes on. */
    public static final String PAUSED = "paused";

    /** Value of {@code state}: its failure budget is used up; nothing is handed out until somebody resumes it. */
    public static final String HALTED = "halted";

    /** Value of {@code state}: cancelled, for good; an item that had not ended counts as cancelled. */
    public static final String CANCELLED = "cancelled";

    /** Value of {@code state}: every item has ended; the counts say how. */
    public static final String ENDED = "ended";

    /** The path of one job. */
    public static String path(String job) {
        return PATH + "/" + job;
    }
}
