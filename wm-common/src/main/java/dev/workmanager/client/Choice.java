package dev.workmanager.client;

import java.util.List;
import java.util.Optional;

/**
 * Which jobs a worker takes items of.
 *
 * @param job only those of the job of this name, whatever its domain; the batch is finished for this worker when that one is
 * @param domains those of jobs of these domains; where there is none, those of jobs without a domain
 */
public record Choice(Optional<String> job, List<String> domains) {
    /** All jobs without a domain. */
    public static final Choice ALL = new Choice(Optional.empty(), List.of());

    /** Copies the list. */
    public Choice {
        domains = List.copyOf(domains);
    }

    /** The one job. */
    public static Choice ofJob(String name) {
        return new Choice(Optional.of(name), List.of());
    }
}
