package dev.workmanager.wrapper;

import dev.workmanager.model.Durations;
import dev.workmanager.process.CannotStartException;
import dev.workmanager.process.ChildProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running child that gets items as lines. Whatever it does, its dialogue comes to an end: one that writes what nobody asked for,
 * answers something else, takes too long or does not speak any more is ended with all that it started. Thread-safe.
 */
final class LineChild {
    /** A first answer that does not come for so long may be there, and be held back. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(10);

    /** So long it may take to leave once it has nothing more to do. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration PERIOD = Duration.ofMillis(200);
    /** A grandchild may hold the output open: what comes later than this after the child's end is not heard. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final ChildProcess process;
    private final Wire wire;
    private final Dialogue dialogue;
    private final Messages messages;
    private final CountDownLatch heard = new CountDownLatch(1);
    private volatile @Nullable Kept rest;
    private volatile boolean closed;
    private volatile ChildProcess.@Nullable End end;
    private int looksAtClosed;
    private int looksAtIdle;
    private boolean complained;

    private LineChild(ChildProcess process, Wire wire, Dialogue dialogue, Messages messages) {
        this.process = process;
        this.wire = wire;
        this.dialogue = dialogue;
        this.messages = messages;
    }

    /**
     * Begins to speak with a child.
     *
     * @param process its standard input and output are pipes
     */
    static LineChild of(ChildProcess process, Wire wire, Dialogue dialogue, Messages messages) {
        LineChild child = new LineChild(process, wire, dialogue, messages);
        child.begin("wm-ask-", child::write);
        child.begin("wm-hear-", child::read);
        child.begin("wm-watch-", child::watch);
        return child;
    }

    private void begin(String name, Runnable work) {
        Thread thread = new Thread(null, work, name + process.pid(), 256 << 10);
        thread.setDaemon(true);
        thread.start();
    }

    Dialogue dialogue() {
        return dialogue;
    }

    /** How it ended; for when its dialogue is over. */
    ChildProcess.End howItEnded() {
        ChildProcess.End how = end;
        if (how == null) {
            throw new IllegalStateException("process " + process.pid() + " has not ended");
        }
        return how;
    }

    /** Ends it with all that it started: TERM, and KILL after a grace period. Returns at once; the first reason stands. */
    void end(Fault why) {
        if (dialogue.fail(why)) {
            process.stop(wire.limits().killAfter());
        }
    }

    private void end(Question about, Fault why) {
        if (dialogue.fail(about, why)) {
            process.stop(wire.limits().killAfter());
        }
    }

    /** Kills it at once. */
    void kill() {
        dialogue.fail(new Fault(Fault.Kind.STOPPED, "killed"));
        process.kill();
    }

    private void write() {
        try (OutputStream to = process.stdin()) {
            for (Question next = dialogue.next(); next != null; next = dialogue.next()) {
                to.write(next.line(wire.pass(), wire.holder()));
                if (!dialogue.hasNext()) {
                    to.flush();
                }
            }
        } catch (IOException doesNotReadAnyMore) {
            closed = true;
        }
    }

    /** The child waits for it, and whoever else writes has nothing to write before it is answered. */
    private void writeAtOnce(Question next) {
        try {
            process.stdin().write(next.line(wire.pass(), wire.holder()));
            process.stdin().flush();
        } catch (IOException doesNotReadAnyMore) {
            closed = true;
        }
    }

    private void read() {
        LineReader lines = new LineReader(
                process.stdout(),
                AnswerFormat.of(wire.pass()).bounds(wire.limits().maxResult(), wire.room()),
                wire.room());
        try {
            hear(lines);
            if (dialogue.fault() == null) {
                rest = lines.rest().orElse(null);
            }
            lines.skipAll();
        } catch (IOException cutOff) {
            closed = true;
        } finally {
            closed = true;
            heard.countDown();
        }
    }

    private void hear(LineReader lines) throws IOException {
        try {
            for (Kept line = lines.next(); line != null; line = lines.next()) {
                Dialogue.Heard heardOf = dialogue.answer(line, lines.hasMore());
                if (heardOf.fault() != null) {
                    end(heardOf.fault());
                    return;
                }
                if (heardOf.next() != null) {
                    writeAtOnce(heardOf.next());
                }
            }
        } catch (UnusableResultException | CannotStartException e) {
            end(new Fault(Fault.Kind.UNUSABLE, String.valueOf(e.getMessage())));
        }
    }

    private void watch() {
        while (!process.awaitExit(PERIOD)) {
            look();
        }
        try {
            boolean all = heard.await(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS);
            ChildProcess.End how = process.awaitEnd();
            Optional<Kept> unended = all ? Optional.ofNullable(rest) : Optional.empty();
            if (unended.isPresent()) {
                hearRest(unended.get(), how.exit() == 0);
            }
            end = how;
        } catch (InterruptedException e) {
            throw new IllegalStateException("who watches a child is not to be interrupted", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            dialogue.end();
        }
    }

    /** A last line without its end counts if the child left as if all were well. */
    private void hearRest(Kept line, boolean well) throws IOException {
        if (!well) {
            line.close();
            return;
        }
        Fault wrong = dialogue.lastAnswer(line);
        if (wrong != null) {
            dialogue.fail(wrong);
        }
    }

    private void look() {
        Question inWork = dialogue.inWork();
        if (inWork != null) {
            look(inWork, dialogue.inWorkFor());
        }
        if (dialogue.isEnding() && inWork == null && ++looksAtIdle > GRACE.dividedBy(PERIOD)) {
            end(new Fault(Fault.Kind.STOPPED, "it was asked nothing more, and stayed"));
        }
        if (closed && ++looksAtClosed > GRACE.dividedBy(PERIOD)) {
            end(new Fault(Fault.Kind.NO_ANSWER, "it has closed its standard input or output, and lives on"));
        }
    }

    private void look(Question inWork, long taken) {
        Optional<Duration> timeout = wire.timeout(inWork.item());
        if (inWork.isLost()) {
            end(inWork, new Fault(Fault.Kind.LOST, "the manager does not want it any more"));
        } else if (timeout.isPresent() && taken >= timeout.get().toNanos()) {
            end(inWork, new Fault(Fault.Kind.TIMED_OUT, Durations.format(timeout.get())));
        } else if (taken >= SILENCE && dialogue.answered() == 0 && !dialogue.isEnding() && !complained) {
            complained = true;
            messages.say(messages.name(inWork.item()) + ": asked " + TimeUnit.NANOSECONDS.toSeconds(taken)
                    + " s ago, and no answer yet. Does the command hold back what it writes? Many do, where no terminal"
                    + " is; python -u, mawk -W interactive, grep --line-buffered, sed -u and stdbuf -oL do not");
        }
    }
}
