package dev.workmanager.cli;

import dev.workmanager.client.ControlClient;
import dev.workmanager.model.Counts;
import dev.workmanager.protocol.JobCounts;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.terminal.ProgressReport;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at jobs again and again until they are over, and shows how far they are: a bar on a terminal, else a line now and then. */
final class JobWatch {
    /** A manager that ends with its job stays for a second after it at least. */
    private static final long LOOK_MILLIS = 250;

    private final Request request;
    private final List<String> names;

    JobWatch(Request request, List<String> names) {
        this.request = request;
        this.names = names;
    }

    /**
     * Looks until all are over.
     *
     * @param looked takes what is seen each time
     * @return the jobs as they are then
     */
    List<JobStatus> untilOver(Consumer<List<JobStatus>> looked) throws InterruptedException {
        Surroundings around = request.surroundings();
        @Nullable ProgressReport report = null;
        while (true) {
            List<JobStatus> jobs = names.stream().map(request.client()::job).toList();
            looked.accept(jobs);
            long now = around.nanoTime().getAsLong();
            if (jobs.stream().allMatch(ControlClient::isOver)) {
                around.terminal().show("");
                return jobs;
            }
            if (report == null) {
                report = new ProgressReport(around.terminal(), request::say, now, counts(jobs));
            }
            report.update(now, counts(jobs));
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static Counts counts(List<JobStatus> jobs) {
        return jobs.stream().map(job -> counts(job.items())).reduce(Counts.NONE, Counts::plus);
    }

    /** The same in the words of the rules. */
    static Counts counts(JobCounts items) {
        return new Counts(items.total(), items.running(), items.done(), items.failed(), items.cancelled());
    }
}
