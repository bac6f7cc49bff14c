package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.client.Completion.Tails;
import dev.workmanager.client.ResultSource;
import dev.workmanager.model.Durations;
import dev.workmanager.process.CannotStartException;
import dev.workmanager.process.ChildProcess;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, told to people and made ready for the manager. */
final class AttemptReport {
    private final HandedItem item;
    private final Messages messages;
    private final ChildProcess.End end;
    private final AttemptFiles files;

    AttemptReport(HandedItem item, Messages messages, ChildProcess.End end, AttemptFiles files) {
        this.item = item;
        this.messages = messages;
        this.end = end;
        this.files = files;
    }

    Attempt.End lost(String standing) {
        say(": stopped, and not reported: the manager says " + standing);
        return new Attempt.End(null, -1);
    }

    /** It showed no sign of life: the manager gets to know with what it said last. */
    Attempt.End stalled(String why) throws IOException {
        say(": " + why + attempts());
        return new Attempt.End(Completion.timedOut(item.token(), tails(why)), Attempt.TIMED_OUT);
    }

    Attempt.End timedOut(Duration timeout) throws IOException {
        say(": ended after its timeout of " + Durations.format(timeout) + attempts());
        return new Attempt.End(Completion.timedOut(item.token(), tails()), Attempt.TIMED_OUT);
    }

    Attempt.End released() throws IOException {
        say(": stopped, and given back");
        return new Attempt.End(Completion.released(item.token(), tails()), -1);
    }

    /**
     * It came to its end by itself.
     *
     * @param maxResult how many bytes its result may have
     * @throws CannotStartException if there is no room left where its output is kept: nobody knows then whether it is whole, nor
     *     whether it has failed for that
     */
    Attempt.End byItself(long maxResult) throws IOException {
        if (files.isFull()) {
            throw CannotStartException.noRoom(
                    "there is no room left in " + files.folder() + ", where its output is kept, so it may be cut short",
                    null);
        }
        return switch (end.exit()) {
            case 0 -> done(maxResult);
            case EndedAttempt.LATER -> later();
            default -> failed();
        };
    }

    private Attempt.End done(long maxResult) throws IOException {
        try {
            ResultSource result = ChildResult.take(files, maxResult);
            messages.detail(() -> messages.name(item) + ": done, " + result.size() + " bytes");
            return new Attempt.End(Completion.done(item.token(), result), 0);
        } catch (UnusableResultException e) {
            return unusable(String.valueOf(e.getMessage()));
        }
    }

    /** What it gives back cannot be taken: the manager gets to know why with what it said last. */
    Attempt.End unusable(String why) throws IOException {
        say(": " + why + attempts());
        return new Attempt.End(Completion.failed(item.token(), Attempt.NO_RESULT, tails(why)), Attempt.NO_RESULT);
    }

    /** What it said last, with what we have to say behind it. */
    private Tails tails(String why) throws IOException {
        Tails tails = tails();
        String said = tails.stderr() == null ? "" : tails.stderr();
        String all = said + (said.isEmpty() || said.endsWith("\n") ? "" : "\n") + "wm-wrap: " + why;
        int from = Math.max(0, all.length() - EndedAttempt.MAX_TAIL);
        String last = all.substring(Character.isLowSurrogate(all.charAt(from)) ? from + 1 : from);
        return new Tails(last, tails.stdout());
    }

    private Attempt.End later() throws IOException {
        say(": exit code " + EndedAttempt.LATER + ": given back for later");
        return new Attempt.End(Completion.givenBack(item.token(), tails()), end.exit());
    }

    private Attempt.End failed() throws IOException {
        String reached = Progress.read(files.progressFile())
                .map(line -> "; it had come to: " + line)
                .orElse("");
        say(": exit code " + end.exit() + attempts() + reached);
        return new Attempt.End(Completion.failed(item.token(), end.exit(), tails()), end.exit());
    }

    private void say(String line) {
        messages.say(messages.name(item) + line);
    }

    private String attempts() {
        return ", attempt " + item.attempt() + " (" + item.attempts() + " may fail)";
    }

    private Tails tails() throws IOException {
        return new Tails(text(end.stderr()), text(files.stdout().tail(EndedAttempt.MAX_TAIL)));
    }

    private static @Nullable String text(String tail) {
        return tail.isEmpty() ? null : tail;
    }
}
