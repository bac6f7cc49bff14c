package dev.workmanager.terminal;

import dev.workmanager.model.Counts;
import java.time.Duration;
import java.util.function.Consumer;

/** Shows how far the job is: as a bar on a terminal, elsewhere as a line now and then. Used by one thread. */
public final class ProgressReport {
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Terminal terminal;
    private final Consumer<String> lines;
    private final Pace pace = new Pace();
    private long saidAt;
    private long saidPercent;

    /**
     * Begins at a moment, with what was done before.
     *
     * @param lines takes lines where there is no bar
     */
    public ProgressReport(Terminal terminal, Consumer<String> lines, long nanos, Counts counts) {
        this.terminal = terminal;
        this.lines = lines;
        this.saidAt = nanos;
        this.saidPercent = Progress.percent(counts);
        pace.note(nanos, Progress.ended(counts));
    }

    /** Tells where it stands now. Called about once a second. */
    public void update(long nanos, Counts counts) {
        pace.note(nanos, Progress.ended(counts));
        if (terminal.live()) {
            terminal.show(Progress.bar(counts, pace, terminal));
        } else if (nanos - saidAt >= LINE_NANOS && Progress.percent(counts) != saidPercent) {
            saidAt = nanos;
            saidPercent = Progress.percent(counts);
            lines.accept(Progress.line(counts, pace));
        }
    }

    /** Takes the bar away. */
    public void end() {
        terminal.show("");
    }
}
