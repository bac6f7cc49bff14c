package dev.workmanager.cli;

import dev.workmanager.protocol.JobCounts;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.terminal.Harmless;
import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Progress;
import dev.workmanager.terminal.Words;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One job, for people: a headline, a bar, and what else there is to know, a line for each. */
final class JobPage {
    private static final int BAR = 40;

    private final Output out;
    private final Ink ink;
    private final Words words;

    JobPage(Request request) {
        this.out = request.surroundings().out();
        this.ink = request.surroundings().ink();
        this.words = request.words();
    }

    void show(JobStatus job) {
        JobCounts items = job.items();
        Ink.@Nullable Colour colour = JobView.colour(job);
        String state = colour == null ? job.state() : ink.in(colour, job.state());
        out.line(ink.in(Ink.Colour.BOLD, job.name()) + "  " + state
                + (job.reason() == null ? "" : ": " + Harmless.line(job.reason())));
        out.line(bar(items) + "  " + JobView.percent(items) + "%" + speed(job));
        out.line("");
        field("items", Words.number(items.total()) + ": " + counts(items));
        field("source", job.source());
        field("policy", policy(job.policy()));
        field("submitted", words.clock(job.createdAt()) + ", " + words.age(job.createdAt()) + " ago");
        if (job.startedAt() != null) {
            field("started", words.clock(job.startedAt()) + ", " + words.age(job.startedAt()) + " ago");
        }
        if (job.endedAt() != null) {
            String took = job.startedAt() == null ? "" : ", after " + words.length(job.startedAt(), job.endedAt());
            field("ended", words.clock(job.endedAt()) + took);
        }
        if (job.superseded() > 0) {
            field("superseded", Words.count(job.superseded(), "attempt") + " too late to count");
        }
        if (items.failed() > 0) {
            out.line("");
            out.line(ink.in(
                    Ink.Colour.DIM,
                    "what failed: wm items " + job.name() + " failed; to try it again: wm retry " + job.name()
                            + " --failed"));
        }
        out.flush();
    }

    private static String counts(JobCounts items) {
        StringBuilder text = new StringBuilder(Words.number(items.done()) + " done");
        add(text, items.failed(), "failed");
        add(text, items.cancelled(), "cancelled");
        add(text, items.running(), "running");
        add(text, items.pending(), "pending");
        return text.toString();
    }

    private static void add(StringBuilder text, long count, String word) {
        if (count > 0) {
            text.append(", ").append(Words.number(count)).append(' ').append(word);
        }
    }

    /** Done, failed and running, each in its colour and with its sign. */
    private String bar(JobCounts items) {
        int failed = share(items.failed() + items.cancelled(), items);
        boolean over = items.pending() + items.running() == 0;
        int done = over ? BAR - failed : Math.min(share(items.done(), items), BAR - failed);
        int running = Math.min(share(items.running(), items), BAR - done - failed);
        return "[" + ink.in(Ink.Colour.GREEN, "#".repeat(done)) + ink.in(Ink.Colour.RED, "x".repeat(failed))
                + ink.in(Ink.Colour.CYAN, ">".repeat(running)) + ".".repeat(BAR - done - failed - running) + "]";
    }

    /** Of few something is seen, too. */
    private static int share(long count, JobCounts items) {
        return count == 0 ? 0 : (int) Math.max(1, BAR * (count / (double) items.total()));
    }

    private static String speed(JobStatus job) {
        String rate = job.rate() > 0 && job.endedAt() == null ? "  " + Progress.rate(job.rate()) : "";
        return rate
                + (job.etaMillis() == null ? "" : "  " + Progress.coarse(Duration.ofMillis(job.etaMillis())) + " left");
    }

    private static String policy(Map<String, String> policy) {
        return policy.entrySet().stream()
                .map(key -> key.getKey() + " " + key.getValue())
                .collect(Collectors.joining(", "));
    }

    private void field(String name, String value) {
        out.line(String.format("%-11s", name) + Harmless.line(value));
    }
}
