package dev.workmanager.rules;

import dev.workmanager.model.Job;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which jobs an exchange takes from.
 *
 * @param job the one of this name; absent for all that the domains allow
 * @param domains the domains; where there is none, jobs without a domain
 * @param stay whether to wait for more jobs when these have ended
 * @param item this item of the job and no other
 */
public record Selection(Optional<String> job, List<String> domains, boolean stay, OptionalLong item) {
    /** All jobs without a domain; nothing more comes when they have ended. */
    public static final Selection ALL = new Selection(Optional.empty(), List.of(), false);

    /** Copies the list. */
    public Selection {
        domains = List.copyOf(domains);
    }

    /** Any items. */
    public Selection(Optional<String> job, List<String> domains, boolean stay) {
        this(job, domains, stay, OptionalLong.empty());
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
