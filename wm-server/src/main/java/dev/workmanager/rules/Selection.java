package dev.workmanager.rules;

import dev.workmanager.model.Job;
import java.util.List;
import java.util.Optional;

/**
 * Which jobs an exchange takes from.
 *
 * @param job the one of this name; absent for all that the domains allow
 * @param domains the domains; where there is none, jobs without a domain
 * @param stay whether to wait for more jobs when these have ended
 */
public record Selection(Optional<String> job, List<String> domains, boolean stay) {
    /** All jobs without a domain; nothing more comes when they have ended. */
    public static final Selection ALL = new Selection(Optional.empty(), List.of(), false);

    /** Copies the list. */
    public Selection {
        domains = List.copyOf(domains);
    }

    /** Whether items of a job may be taken. */
    boolean includes(Job candidate) {
        if (job.isPresent()) {
            return candidate.name().equals(job.get());
        }
        String domain = candidate.policy().domain();
        return domains.isEmpty() ? domain.isEmpty() : domains.contains(domain);
    }
}
