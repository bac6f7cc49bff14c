package dev.workmanager.http;

import dev.workmanager.model.JobId;
import dev.workmanager.protocol.JobRates;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How fast items have ended since the manager was started, job by job, for whoever comes later to look at it. Takes a bounded amount of
 * memory, some 10 KiB for each of the {@value #MOST} jobs that have changed last. Thread-safe.
 */
public final class RateHistory {
    /** It should be looked at about so often. */
    public static final long EVERY_MILLIS = 2_000;

    private static final int MOST = 256;

    private final Store store;
    private final InstantSource wall;
    private final Map<JobId, RateLine> lines = new LinkedHashMap<>();
    private long looked;

    /** Of the jobs of a store. */
    public RateHistory(Store store, InstantSource wall) {
        this.store = store;
        this.wall = wall;
        this.looked = wall.millis();
    }

    /** The route that tells it. */
    public Endpoint endpoint() {
        return new Endpoint(
                HttpMethod.GET, JobRates.path("{job}"), Role.READ, call -> call.answer(of(Jobs.of(call, store))));
    }

    /** Takes note of how far all jobs are. Waits for nobody. */
    public void look() {
        long now = wall.millis();
        List<JobProgress> jobs = store.jobs();
        synchronized (this) {
            lines.keySet().retainAll(ids(jobs));
            for (JobProgress job : jobs) {
                note(job, now);
            }
            looked = now;
        }
    }

    private static Set<JobId> ids(List<JobProgress> jobs) {
        return jobs.stream().map(job -> job.job().id()).collect(Collectors.toSet());
    }

    /** Only what goes on, or has begun just now, however short it was; and of that which has ended its end, once. */
    private void note(JobProgress job, long now) {
        RateLine line = lines.get(job.job().id());
        boolean isNew = job.startedAt() >= looked;
        if (line == null && (isNew || job.startedAt() != 0 && !job.counts().ended())) {
            line = begin(job);
            if (isNew) {
                line.note(new RateLine.Point(job.startedAt(), 0, 0));
            }
        }
        if (line != null) {
            line.note(point(job, job.endedAt() == 0 ? now : Math.min(now, job.endedAt())));
        }
    }

    private RateLine begin(JobProgress job) {
        if (lines.size() >= MOST) {
            // The one that was begun first.
            lines.remove(lines.keySet().iterator().next());
        }
        RateLine line = new RateLine();
        lines.put(job.job().id(), line);
        return line;
    }

    private static RateLine.Point point(JobProgress job, long at) {
        return new RateLine.Point(at, job.counts().done(), job.counts().failed());
    }

    private JobRates of(JobProgress job) {
        List<RateLine.Point> points;
        synchronized (this) {
            RateLine line = lines.get(job.job().id());
            points = line == null ? List.of() : line.points();
        }
        return new JobRates(
                job.job().name(),
                wall.millis(),
                points.stream().map(RateLine.Point::at).toList(),
                points.stream().map(RateLine.Point::done).toList(),
                points.stream().map(RateLine.Point::failed).toList());
    }
}
