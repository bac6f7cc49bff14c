package dev.workmanager.http;

import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which jobs have moved of late, written down once for all readers. {@link #look} is called by one thread at a time. */
final class JobNews {
    /**
     * A job that has moved.
     *
     * @param job how far it is
     * @param glance with which look that was noticed
     * @param body what readers are told
     */
    record Moved(JobProgress job, long glance, byte[] body) {}

    private final Store store;
    private final InstantSource wall;
    private volatile List<Moved> jobs = List.of();
    private volatile long glance;

    JobNews(Store store, InstantSource wall) {
        this.store = store;
        this.wall = wall;
    }

    /** How many looks there were. */
    long glance() {
        return glance;
    }

    /** Looks at all jobs. */
    void look() {
        long now = glance + 1;
        Map<Integer, Moved> before = new HashMap<>();
        jobs.forEach(known -> before.put(known.job().job().no(), known));
        List<Moved> after = new ArrayList<>();
        for (JobProgress job : store.jobs()) {
            Moved known = before.get(job.job().no());
            boolean moved = known == null || !known.job().equals(job);
            after.add(moved ? new Moved(job, now, EventTexts.progress(wall.millis(), job)) : known);
        }
        jobs = after;
        glance = now;
    }

    /** Whether a job is over by now, or gone. */
    boolean isOver(String job) {
        return store.progress(job).map(JobProgress::over).orElse(true);
    }

    /** The jobs that have moved since a look. */
    List<Moved> since(long heard) {
        return jobs.stream().filter(job -> job.glance() > heard).toList();
    }
}
