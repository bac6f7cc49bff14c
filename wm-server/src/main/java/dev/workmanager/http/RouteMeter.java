package dev.workmanager.http;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Histogram;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** The requests of one endpoint: how they were answered, and how long that took. Thread-safe, without a lock. */
final class RouteMeter {
    private static final int STATUSES = 600;

    private final String method;
    private final String route;
    private final Histogram durations = Histogram.ofTimes();
    /** By status; few of them ever occur. */
    private final AtomicReferenceArray<LongAdder> counts = new AtomicReferenceArray<>(STATUSES);

    /**
     * @param method its method
     * @param route its template: paths would be without number
     */
    RouteMeter(String method, String route) {
        this.method = method;
        this.route = route;
    }

    /** One was answered. */
    void answered(int status, long nanos) {
        int at = Math.min(status, STATUSES - 1);
        LongAdder count = counts.get(at);
        if (count == null) {
            counts.compareAndSet(at, null, new LongAdder());
            count = counts.get(at);
        }
        count.increment();
        durations.record(nanos);
    }

    /** Adds its numbers; none as long as nobody has asked. */
    void measure(Family requests, Family times) {
        boolean asked = false;
        for (int status = 0; status < STATUSES; status++) {
            LongAdder count = counts.get(status);
            if (count != null) {
                requests.with(count.sum(), method, route, Integer.toString(status));
                asked = true;
            }
        }
        if (asked) {
            times.with(durations, method, route);
        }
    }
}
