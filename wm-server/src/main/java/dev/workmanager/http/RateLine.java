package dev.workmanager.http;

import java.util.ArrayList;
import java.util.List;

/**
 * How many items of a job had ended by when: at most so many points, the closer together the younger the job is. Where nothing
 * changes two points do, however long that takes.
 */
final class RateLine {
    /**
     * A point.
     *
     * @param at milliseconds since the epoch
     * @param done items
     * @param failed items
     */
    record Point(long at, long done, long failed) {
        private boolean sameCounts(Point other) {
            return done == other.done && failed == other.failed;
        }
    }

    static final int MOST = 240;

    private final List<Point> points = new ArrayList<>();
    private long apart;

    /** One more; left out where it is too close to the one before. */
    synchronized void note(Point now) {
        if (!points.isEmpty() && now.at() < points.get(points.size() - 1).at()) {
            // Somebody has set the clock back: what comes would not fit to what was.
            points.clear();
        }
        int size = points.size();
        if (size > 0 && now.at() - points.get(size - 1).at() < apart) {
            return;
        }
        boolean still = size > 1 && now.sameCounts(points.get(size - 1)) && now.sameCounts(points.get(size - 2));
        if (still) {
            points.set(size - 1, now);
            return;
        }
        points.add(now);
        if (points.size() > MOST) {
            thinOut();
        }
    }

    /** Every other one stays, and from now on they come twice as far apart. */
    private void thinOut() {
        long span = points.get(points.size() - 1).at() - points.get(0).at();
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i += 2) {
            kept.add(points.get(i));
        }
        points.clear();
        points.addAll(kept);
        apart = span / (MOST / 2);
    }

    /** What is kept, the oldest first. */
    synchronized List<Point> points() {
        return List.copyOf(points);
    }
}
