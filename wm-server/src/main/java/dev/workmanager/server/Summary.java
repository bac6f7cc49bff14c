package dev.workmanager.server;

import dev.workmanager.model.Counts;
import dev.workmanager.store.JobProgress;
import dev.workmanager.terminal.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is said when a job has ended: how it went, what failed and why, what to do now. */
final class Summary {
    private final Manager manager;
    private final Path data;
    private final Path out;

    Summary(Manager manager, Path data, Path out) {
        this.manager = manager;
        this.data = data;
        this.out = out;
    }

    /** Some lines for people. Writes failed.tsv. */
    String of(JobProgress ended) throws IOException {
        Counts counts = ended.counts();
        List<String> lines = new ArrayList<>();
        lines.add(headline(counts));
        if (ended.job().mode().halted() && !counts.ended()) {
            lines.add("halted: " + ended.job().reason() + "; " + Progress.number(counts.pending())
                    + " items are left, and the same command again goes on with them");
        }
        FailedItems failed = new FailedItems(manager, ended.job(), data);
        if (counts.failed() == 0) {
            failed.none();
        } else {
            failed.write().forEach(line -> lines.add("  " + line));
            if (counts.failed() > FailedItems.SHOWN) {
                lines.add("  and " + Progress.number(counts.failed() - FailedItems.SHOWN) + " more");
            }
            lines.add(
                    "all that failed: " + failed.file() + "; to try them again: the same command with --retry-failed");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String headline(Counts counts) {
        String results = "; results in " + out;
        if (counts.done() == counts.total()) {
            return "all " + Progress.number(counts.total()) + " items done" + results;
        }
        return Progress.number(counts.done()) + " of " + Progress.number(counts.total()) + " items done, "
                + Progress.number(counts.failed()) + " failed"
                + (counts.cancelled() == 0 ? "" : ", " + Progress.number(counts.cancelled()) + " cancelled") + results;
    }
}
