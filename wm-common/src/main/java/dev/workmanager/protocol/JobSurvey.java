package dev.workmanager.protocol;

import java.util.List;

/**
 * The answer of {@code GET /v1/jobs/{job}/survey}: what the items look like from afar.
 *
 * @param job the job
 * @param at when it was made, in UTC
 * @param freshMillis for how long after that no newer one is made
 * @param from the number of the first item that it covers
 * @param to the number of the last
 * @param size items in a cell; the last cell may have fewer
 * @param cells how many items are in which state, a number a cell
 * @param durations how long the last attempts of items took that are done or have failed
 * @param slowest items whose last attempt took longest, or takes so long already, the slowest first
 */
public record JobSurvey(
        String job,
        String at,
        long freshMillis,
        long from,
        long to,
        long size,
        Cells cells,
        Durations durations,
        List<Slow> slowest) {
    /** Items by state, each a list with a number a cell. */
    public record Cells(
            List<Long> pending, List<Long> running, List<Long> done, List<Long> failed, List<Long> cancelled) {}

    /**
     * A histogram.
     *
     * @param upToMillis the bounds, rising
     * @param counts so many took up to each bound and more than the one before; one more at the end for what took longer than all
     */
    public record Durations(List<Long> upToMillis, List<Long> counts) {}

    /** How long an item took, or takes so far. */
    public record Slow(long id, String state, long millis) {}

    /** The path of the route. */
    public static String path(String job) {
        return JobStatus.path(job) + "/survey";
    }
}
