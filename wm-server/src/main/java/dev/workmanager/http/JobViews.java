package dev.workmanager.http;

import dev.workmanager.model.Backoff;
import dev.workmanager.model.Counts;
import dev.workmanager.model.Durations;
import dev.workmanager.model.ExitCodes;
import dev.workmanager.model.Halt;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import dev.workmanager.model.Policy;
import dev.workmanager.protocol.JobCounts;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.store.JobProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as people see it. */
final class JobViews {
    private static final double MILLIS_A_SECOND = 1_000;

    private JobViews() {}

    static JobStatus of(JobProgress progress) {
        Job job = progress.job();
        Policy policy = job.policy();
        return new JobStatus(
                job.name(),
                job.id().toString(),
                state(progress),
                unlessEmpty(job.reason()),
                counts(progress.counts()),
                progress.superseded(),
                progress.rate(),
                etaMillis(progress),
                Times.text(job.createdAt()),
                Times.textUnlessNever(progress.startedAt()),
                Times.textUnlessNever(progress.endedAt()),
                job.source().words(),
                policy(policy),
                policy.priority(),
                unlessEmpty(policy.domain()));
    }

    private static String state(JobProgress progress) {
        JobMode mode = progress.job().mode();
        return mode != JobMode.CANCELLED && progress.counts().ended() ? JobStatus.ENDED : mode.word();
    }

    private static JobCounts counts(Counts counts) {
        return new JobCounts(
                counts.total(), counts.pending(), counts.running(), counts.done(), counts.failed(), counts.cancelled());
    }

    private static @Nullable Long etaMillis(JobProgress progress) {
        long left = progress.counts().pending() + progress.counts().running();
        boolean known = progress.job().mode() == JobMode.OPEN && progress.rate() > 0 && left > 0;
        return known ? (Long) (long) (left / progress.rate() * MILLIS_A_SECOND) : null;
    }

    /** Keys of wm-config, with values that make this very policy. What they do not say is as it is by itself. */
    private static Map<String, String> policy(Policy policy) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("attempts", Integer.toString(policy.attempts()));
        keys.put("backoff", range(policy.backoff()));
        keys.put("give-backs", Integer.toString(policy.giveBacks()));
        put(
                keys,
                "never-retry",
                policy.neverRetry().toString(),
                !policy.neverRetry().equals(ExitCodes.NONE));
        keys.put("crash-limit", Integer.toString(policy.crashLimit()));
        policy.timeout().ifPresent(timeout -> keys.put("timeout", Durations.format(timeout)));
        // The key gives a lease to those without a name, too.
        put(keys, "lease", Durations.format(policy.lease()), policy.namelessLease());
        put(keys, "halt", policy.halt().toString(), !policy.halt().equals(Halt.DEFAULT));
        put(keys, "priority", Integer.toString(policy.priority()), policy.priority() != 0);
        put(keys, "domain", policy.domain(), !policy.domain().isEmpty());
        return keys;
    }

    private static String range(Backoff backoff) {
        return Durations.format(backoff.first()) + "-" + Durations.format(backoff.longest());
    }

    private static void put(Map<String, String> keys, String key, String value, boolean said) {
        if (said) {
            keys.put(key, value);
        }
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
