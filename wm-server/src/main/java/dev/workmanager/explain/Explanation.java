package dev.workmanager.explain;

import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.WorkerStatus;
import dev.workmanager.terminal.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Why an item is not done yet, or how it came to be what it is.
 *
 * @param job the name of its job
 * @param item its number
 * @param state its state
 * @param because what there is to know, the most important first
 * @param advice commands that may help
 */
public record Explanation(String job, long item, String state, List<String> because, List<String> advice) {
    /**
     * What a manager knows that bears on an item.
     *
     * @param job its job
     * @param item the item with its attempts
     * @param jobs all jobs, the oldest first
     * @param workers all workers
     */
    public record Known(JobStatus job, ItemStatus item, List<JobStatus> jobs, List<WorkerStatus> workers) {}

    /** Puts two and two together. */
    public static Explanation of(Known known, Words words) {
        List<String> because = new ArrayList<>();
        List<String> advice = new ArrayList<>();
        switch (known.item().state()) {
            case "pending" -> new WhyPending(known, words, because, advice).tell();
            case "running" -> new WhyRunning(known, words, because, advice).tell();
            default -> new WhyEnded(known, words, because, advice).tell();
        }
        return new Explanation(
                known.job().name(), known.item().id(), known.item().state(), List.copyOf(because), List.copyOf(advice));
    }
}
