package dev.workmanager.store;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Measured;
import dev.workmanager.model.Counts;
import dev.workmanager.model.JobMode;
import dev.workmanager.protocol.JobStatus;
import java.util.Comparator;
import java.util.List;

/**
 * Numbers of jobs. A hundred have a line of their own; all others share one, however many there are. The label is called {@code
 * job_name}: what is called {@code job} is Prometheus' own.
 */
public final class JobMeasures implements Measured {
    /** So many jobs have numbers of their own: first those that are not over, of these and of the others the newest. */
    public static final int MOST = 100;

    /** Stands for the name of all other jobs. No job can have it. */
    public static final String OTHERS = "(others)";

    private final Store store;

    /** Of the jobs of a store. */
    public JobMeasures(Store store) {
        this.store = store;
    }

    @Override
    public List<Family> measure() {
        List<JobProgress> jobs = store.jobs().stream()
                .sorted(Comparator.comparing(JobProgress::over)
                        .thenComparing(job -> job.job().no(), Comparator.reverseOrder()))
                .toList();
        List<JobProgress> named = jobs.subList(0, Math.min(MOST, jobs.size()));
        List<JobProgress> others = jobs.subList(named.size(), jobs.size());
        Family items = Family.gauge("wm_items", "Items by job and state.", "job_name", "state");
        Family rate = Family.gauge(
                "wm_items_ended_per_second", "Items that ended a second, over the last minute, by job.", "job_name");
        named.forEach(job -> {
            put(items, job.job().name(), job.counts());
            rate.with(job.rate(), job.job().name());
        });
        if (!others.isEmpty()) {
            put(items, OTHERS, others.stream().map(JobProgress::counts).reduce(Counts.NONE, Counts::plus));
            rate.with(others.stream().mapToDouble(JobProgress::rate).sum(), OTHERS);
        }
        return List.of(byMode(jobs), items, rate);
    }

    private static Family byMode(List<JobProgress> jobs) {
        Family all = Family.gauge("wm_jobs", "Jobs by state; ended: all of their items have.", "state");
        for (JobMode mode : List.of(JobMode.OPEN, JobMode.PAUSED, JobMode.HALTED, JobMode.CANCELLED)) {
            all.with(count(jobs, mode.word()), mode.word());
        }
        return all.with(count(jobs, JobStatus.ENDED), JobStatus.ENDED);
    }

    private static long count(List<JobProgress> jobs, String word) {
        return jobs.stream().filter(job -> job.state().equals(word)).count();
    }

    private static void put(Family items, String job, Counts counts) {
        items.with(counts.pending(), job, "pending")
                .with(counts.running(), job, "running")
                .with(counts.done(), job, "done")
                .with(counts.failed(), job, "failed")
                .with(counts.cancelled(), job, "cancelled");
    }
}
