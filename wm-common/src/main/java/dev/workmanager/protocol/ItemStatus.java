package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/jobs/{job}/items/{id}}: an item as it stands.
 *
 * @param id its number
 * @param index its place in the job, from 0
 * @param state {@code pending}, {@code running}, {@code done}, {@code failed} or {@code cancelled}
 * @param data its data, where its job has any
 * @param attempts how many times it was handed out
 * @param notBefore while it waits for another try: when that is due, ISO-8601 in UTC
 * @param progress while it runs: how far the program says it is, if it says so; a percentage or a line
 * @param resultSize with {@code done}: the size of its result in bytes
 * @param resultSha256 the SHA-256 of a result that is not empty
 * @param failures attempts that have failed or timed out, since it was made or retried
 * @param giveBacks how many times it was given back for later, since then
 * @param losses how many attempts were lost while their worker held nothing else, since then
 * @param stderr the end of the standard error of its last failed attempt
 * @param stdout likewise of its standard output
 * @param history its attempts, oldest first, the last 32 of them; in a page of items absent unless it was asked for
 */
public record ItemStatus(
        long id,
        long index,
        String state,
        @Nullable String data,
        int attempts,
        @Nullable String notBefore,
        @Nullable String progress,
        @Nullable Long resultSize,
        @Nullable String resultSha256,
        int failures,
        int giveBacks,
        int losses,
        @Nullable String stderr,
        @Nullable String stdout,
        @Nullable List<AttemptStatus> history) {
    /** The path of a job's items. */
    public static String path(String job) {
        return JobStatus.path(job) + "/items";
    }

    /** The path of one item. */
    public static String path(String job, String id) {
        return path(job) + "/" + id;
    }
}
