package dev.workmanager.http;

import dev.workmanager.config.PolicyKeys;
import dev.workmanager.model.Counts;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import dev.workmanager.model.Policy;
import dev.workmanager.protocol.JobCounts;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.store.JobProgress;
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
                progress.state(),
                unlessEmpty(job.reason()),
                counts(progress.counts()),
                progress.superseded(),
                progress.rate(),
                etaMillis(progress),
                Times.text(job.createdAt()),
                Times.textUnlessNever(progress.startedAt()),
                Times.textUnlessNever(progress.endedAt()),
                job.source().words(),
                PolicyKeys.of(policy),
                policy.priority(),
                unlessEmpty(policy.domain()));
    }

    /** The same in the words of the protocol. */
    static JobCounts counts(Counts counts) {
        return new JobCounts(
                counts.total(), counts.pending(), counts.running(), counts.done(), counts.failed(), counts.cancelled());
    }

    private static @Nullable Long etaMillis(JobProgress progress) {
        long left = progress.counts().pending() + progress.counts().running();
        boolean known = progress.job().mode() == JobMode.OPEN && progress.rate() > 0 && left > 0;
        return known ? (Long) (long) (left / progress.rate() * MILLIS_A_SECOND) : null;
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
