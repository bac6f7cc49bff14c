package dev.workmanager.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which jobs a worker takes items of.
 *
 * @param job only those of the job of this name, whatever its domain; the batch is finished for this worker when that one is
 * @param domains those of jobs of these domains; where there is none, those of jobs without a domain
 * @param item this item of the job and no other; with a job only
 */
public record Choice(Optional<String> job, List<String> domains, OptionalLong item) {
    /** All jobs without a domain. */
    public static final Choice ALL = new Choice(Optional.empty(), List.of());

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if an item is named without its job
     */
    public Choice {
        domains = List.copyOf(domains);
        if (item.isPresent() && job.isEmpty()) {
            throw new IllegalArgumentException("item " + item.getAsLong() + " of which job?");
        }
    }

    /** Any items. */
    public Choice(Optional<String> job, List<String> domains) {
        this(job, domains, OptionalLong.empty());
    }

    /** The one item of a job. */
    public static Choice ofItem(String job, long id) {
        return new Choice(Optional.of(job), List.of(), OptionalLong.of(id));
    }

    /** The one job. */
    public static Choice ofJob(String name) {
        return new Choice(Optional.of(name), List.of());
    }
}
