package dev.workmanager.server;

import dev.workmanager.model.Counts;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how far the job is: as a bar on a terminal, elsewhere as a line in the log now and then. Used by one thread. */
final class ProgressReport {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressReport.class);
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Terminal terminal;
    private final Pace pace = new Pace();
    private long saidAt;
    private long saidPercent;

    /** Begins at a moment, with what was done before. */
    ProgressReport(Terminal terminal, long nanos, Counts counts) {
        this.terminal = terminal;
        this.saidAt = nanos;
        this.saidPercent = Progress.percent(counts);
        pace.note(nanos, Progress.ended(counts));
    }

    /** Tells where it stands now. Called about once a second. */
    void update(long nanos, Counts counts) {
        pace.note(nanos, Progress.ended(counts));
        if (terminal.live()) {
            terminal.show(Progress.bar(counts, pace, terminal));
        } else if (nanos - saidAt >= LINE_NANOS && Progress.percent(counts) != saidPercent) {
            saidAt = nanos;
            saidPercent = Progress.percent(counts);
            LOG.info("{}", Progress.line(counts, pace));
        }
    }

    /** Takes the bar away. */
    void end() {
        terminal.show("");
    }
}
