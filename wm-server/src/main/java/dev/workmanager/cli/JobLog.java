package dev.workmanager.cli;

import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.protocol.ItemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The log that GNU parallel writes with {@code --joblog}: columns parted by tabs, a line for each item that has ended. */
final class JobLog {
    /** As parallel says of what ran into its timeout. */
    private static final int TIMED_OUT = -1;

    private static final int TERM = 15;

    private final Output out;
    private final String command;

    /**
     * @param command what was run, with {} for the item
     */
    JobLog(Output out, String command) {
        this.out = out;
        this.command = command;
        out.line("Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand");
    }

    /** Adds an item, if it is done or has failed and an attempt tells of it. */
    void add(ItemStatus item) {
        List<AttemptStatus> attempts = item.history() == null ? List.of() : item.history();
        Optional<AttemptStatus> last =
                attempts.stream().filter(attempt -> counts(item, attempt)).reduce((first, second) -> second);
        last.ifPresent(attempt -> out.line(row(item, attempt)));
    }

    /** An item that has failed for good may have been lost at the end. */
    private static boolean counts(ItemStatus item, AttemptStatus attempt) {
        String end = attempt.end() == null ? "" : attempt.end();
        return switch (item.state()) {
            case "done" -> end.equals("done");
            case "failed" -> !end.isEmpty() && !end.equals("done") && !end.equals("superseded");
            default -> false;
        };
    }

    private String row(ItemStatus item, AttemptStatus attempt) {
        Instant started = Instant.parse(attempt.startedAt());
        Instant ended = Instant.parse(attempt.endedAt() == null ? attempt.startedAt() : attempt.endedAt());
        return String.join(
                "\t",
                Long.toString(item.index() + 1),
                attempt.host() == null ? ":" : attempt.host().replaceAll("\\s", "_"),
                String.format(Locale.ROOT, "%.3f", started.toEpochMilli() / 1e3),
                String.format(
                        Locale.ROOT, "%10.3f", Duration.between(started, ended).toMillis() / 1e3),
                "0",
                Long.toString(item.resultSize() == null ? 0 : item.resultSize()),
                Integer.toString(exit(attempt)),
                Integer.toString(signal(attempt)),
                command.replace("{}", quoted(item.data() == null ? Long.toString(item.id()) : item.data())));
    }

    private static int exit(AttemptStatus attempt) {
        return switch (String.valueOf(attempt.end())) {
            case "done" -> 0;
            case "timed-out" -> TIMED_OUT;
            case "failed" -> attempt.exit() == null ? 0 : attempt.exit();
            // lost, or given back too often: it did not succeed, and no code tells how
            default -> 255;
        };
    }

    private static int signal(AttemptStatus attempt) {
        if ("timed-out".equals(attempt.end())) {
            return TERM;
        }
        return attempt.signal() == null ? 0 : attempt.signal();
    }

    /** As a shell reads it back: parallel runs what stands here for --retry-failed. */
    private static String quoted(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(JobLog::isPlain);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(int c) {
        return c > 0x7f || Character.isLetterOrDigit(c) || "%+,-./:=@_".indexOf(c) >= 0;
    }
}
