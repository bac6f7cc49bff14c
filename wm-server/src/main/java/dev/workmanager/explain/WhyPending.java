package dev.workmanager.explain;

import dev.workmanager.model.Item;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.WorkerStatus;
import dev.workmanager.terminal.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why nobody has an item.
 *
 * @param because takes what there is to know
 * @param advice takes commands that may help
 */
record WhyPending(Explanation.Known known, Words words, List<String> because, List<String> advice) {
    /** Who has asked nothing for so long is gone, or busy. */
    private static final Duration RECENT = Duration.ofMinutes(2);

    void tell() {
        boolean held = job();
        held |= itself();
        workers();
        if (!held) {
            line();
        }
    }

    /** Whether the job holds it back. */
    private boolean job() {
        JobStatus job = known.job();
        switch (job.state()) {
            case JobStatus.PAUSED -> because.add("job " + job.name() + " is paused: none of its items is handed out");
            case JobStatus.HALTED -> because.add("job " + job.name() + " is halted: " + job.reason());
            default -> {
                return false;
            }
        }
        advice.add("wm resume " + job.name());
        return true;
    }

    /** Whether it waits for something of its own. */
    private boolean itself() {
        ItemStatus item = known.item();
        String again = words.until(item.notBefore());
        if (item.failures() > 0) {
            because.add("of " + known.job().policy().getOrDefault("attempts", "3") + " attempts " + item.failures()
                    + " failed"
                    + (Words.lastLine(item.stderr()).isEmpty()
                            ? ""
                            : ", the last one with: " + Words.lastLine(item.stderr())));
            advice.add("wm log " + known.job().name() + " " + item.id());
        }
        if (item.giveBacks() > 0) {
            because.add("it was given back for later " + Words.count(item.giveBacks(), "time") + ", of "
                    + known.job().policy().getOrDefault("give-backs", "100"));
        }
        long lost = item.history() == null
                ? 0
                : item.history().stream()
                        .filter(attempt -> "lost".equals(attempt.end()))
                        .count();
        if (lost >= Item.SUSPECT_AFTER) {
            because.add("its worker was lost " + Words.count(lost, "time")
                    + ": it is handed out alone, to a worker that holds nothing; "
                    + item.losses() + " of " + known.job().policy().getOrDefault("crash-limit", "5")
                    + " losses alone make it fail");
        }
        if (!again.isEmpty()) {
            because.add("it waits for its next attempt until " + words.clock(Objects.requireNonNull(item.notBefore()))
                    + ", in " + again);
        }
        return !again.isEmpty();
    }

    private void workers() {
        String domain = known.job().domain();
        if (domain != null) {
            because.add("its job is of the domain " + domain + ": only workers that name it take it");
        }
        List<WorkerStatus> here = known.workers().stream().filter(this::isHere).toList();
        if (here.isEmpty()) {
            because.add(
                    known.workers().isEmpty()
                            ? "no worker has ever come"
                            : "no worker was heard of for two minutes, or holds an item");
            advice.add("wm-wrap" + (domain == null ? "" : " --domain " + domain) + " -- ./your-command");
            return;
        }
        long ordered = here.stream().filter(worker -> worker.order() != null).count();
        if (ordered == here.size()) {
            because.add("every worker that is here is told to take nothing: " + ordered + " paused or drained");
            advice.add("wm workers");
        }
    }

    private boolean isHere(WorkerStatus worker) {
        return !worker.holds().isEmpty() || isRecent(worker.lastSeen());
    }

    private boolean isRecent(@Nullable String time) {
        return time != null
                && Duration.between(Instant.parse(time), words.wall().instant()).compareTo(RECENT) < 0;
    }

    private void line() {
        JobStatus job = known.job();
        because.add("it is in line: of job " + job.name() + " "
                + Words.count(job.items().pending(), "item")
                + " pending, handed out from the lowest number on, and "
                + Words.number(job.items().running())
                + " running");
        boolean older = true;
        for (JobStatus other : known.jobs()) {
            older &= !other.name().equals(job.name());
            boolean first = other.priority() > job.priority() || other.priority() == job.priority() && older;
            if (first
                    && other.state().equals(JobStatus.OPEN)
                    && other.items().pending() > 0
                    && Objects.equals(other.domain(), job.domain())) {
                because.add("job " + other.name() + " goes first"
                        + (other.priority() == job.priority()
                                ? ", which is older"
                                : ", of priority " + other.priority())
                        + ": " + Words.count(other.items().pending(), "item") + " of it pending");
            }
        }
    }
}
