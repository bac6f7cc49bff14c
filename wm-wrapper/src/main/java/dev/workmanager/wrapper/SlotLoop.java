package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.client.Completion.Tails;
import dev.workmanager.client.GaveUpException;
import dev.workmanager.client.Turn;
import dev.workmanager.client.WorkSession;
import dev.workmanager.client.WorkSlot;
import dev.workmanager.process.CannotStartException;
import dev.workmanager.process.ChildProcess;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The work of one slot: takes an item, runs the command on it, and reports it and takes the next one in the same request. {@link
 * #work} is for the slot's thread; {@link #stop} and {@link #kill} for any.
 */
final class SlotLoop implements SlotWork {
    private final WrapperOptions options;
    private final Surroundings surroundings;
    private final ItemStart start;
    private final Messages messages;
    private final Ending ending;
    private final WorkSlot slot;
    private final Intake intake;
    private final Pause pause;
    private @Nullable Attempt current;
    private RenewAnswer.@Nullable Lease lost;
    private boolean stopped;
    private boolean draining;
    private int attempts;

    SlotLoop(
            WrapperOptions options,
            Surroundings surroundings,
            ItemStart start,
            Messages messages,
            Ending ending,
            WorkSession session,
            int index) {
        this.options = options;
        this.surroundings = surroundings;
        this.start = start;
        this.messages = messages;
        this.ending = ending;
        this.slot = session.slot(index, this::lose, this::showsLife);
        this.intake = new Intake(slot, options, surroundings.patience(), ending, messages);
        this.pause = new Pause(messages, surroundings.nanos());
    }

    /** What came of an item: what to do next, and what the child returned, if it came to that. */
    private record Worked(Turn turn, int exit) {}

    @Override
    public int work() throws IOException {
        Turn turn = intake.next(List.of(), 1, false);
        while (true) {
            switch (turn.next()) {
                case FINISHED -> {
                    return WrapExit.FINISHED.code();
                }
                case STOPPED -> {
                    return intake.reachedQuota()
                            ? REACHED_QUOTA
                            : ending.reason().code();
                }
                case WAIT -> turn = intake.next(List.of(), 1, false);
                case ITEMS -> {
                    Worked worked = workOn(turn.items().get(0));
                    if (options.once()) {
                        return worked.exit();
                    }
                    turn = worked.turn();
                }
            }
        }
    }

    /** The wrapper is to leave, and the child may go on: what a terminal's signal does to it too is no failure of it. */
    @Override
    public synchronized void drain() {
        draining = true;
        if (current != null) {
            current.drain();
        }
    }

    /** Ends the child, gives its item back, takes no other. */
    @Override
    public synchronized void stop() {
        stopped = true;
        pause.stop();
        if (current != null) {
            current.stop();
        }
    }

    /** Kills the child at once. */
    @Override
    public void kill() {
        Attempt running = current();
        if (running != null) {
            running.kill();
        }
    }

    private Worked workOn(HandedItem item) throws IOException {
        Attempt attempt = enter(item);
        try (AttemptFiles files = newFiles()) {
            Attempt.End end = run(attempt, files);
            leave();
            pause.reset();
            int exit = end.exit() < 0 ? WrapExit.STOPPED.code() : end.exit();
            return new Worked(report(item, end.completion(), true), exit);
        } catch (CannotStartException e) {
            leave();
            return new Worked(giveBack(item, e), WrapExit.of(e).code());
        }
    }

    private Attempt.End run(Attempt attempt, AttemptFiles files) throws IOException {
        HandedItem item = attempt.item();
        ChildStderr stderr = ChildStderr.of(item, slot, options.stderr(), surroundings.stderr());
        Attempt.End end;
        try {
            end = attempt.run(() -> start(item, files, stderr), files, watch(attempt, files));
        } finally {
            stderr.close();
        }
        if (options.stderr().shipped() && end.completion() != null) {
            StdoutLog.add(slot.log(item.token()), end.completion(), files);
        }
        return end;
    }

    private ChildProcess start(HandedItem item, AttemptFiles files, OutputStream stderr) {
        messages.detail(() -> messages.name(item) + ": attempt " + item.attempt() + " begins");
        return start.start(item, new Holder(slot.worker().text(), slot.index()), files, stderr);
    }

    private Turn report(HandedItem item, @Nullable Completion completion, boolean more) {
        if (completion == null) {
            slot.drop(item.token());
            if (options.once()) {
                return new Turn(List.of(), Turn.Next.STOPPED, List.of());
            }
        }
        boolean next = more && !options.once();
        Turn turn;
        try {
            turn = exchange(Stream.ofNullable(completion).toList(), next);
        } catch (UncheckedIOException e) {
            String why = messages.name(item) + ": given back: " + e.getMessage();
            messages.say(why);
            turn = exchange(List.of(Completion.givenBack(item.token(), new Tails(why, null))), next);
        } catch (GaveUpException e) {
            messages.say(messages.name(item) + ": its end could not be told to the manager,"
                    + " who gives it to somebody else when its lease has run out");
            throw e;
        }
        turn.outcomes().stream()
                .filter(outcome -> !outcome.outcome().equals(Outcome.ACCEPTED))
                .forEach(outcome -> messages.say(
                        messages.name(item) + ": its end does not count: the manager says " + outcome.outcome()));
        return turn;
    }

    private Turn exchange(List<Completion> ended, boolean next) {
        return next || ended.isEmpty() ? intake.next(ended, 1, false) : intake.end(ended);
    }

    private Turn giveBack(HandedItem item, CannotStartException failure) {
        String why = failure.getMessage() + hint(failure, item);
        messages.say(messages.name(item) + ": given back: " + why);
        Completion back = Completion.givenBack(item.token(), new Tails(why, null));
        boolean sameForAll = start.sameForAll();
        switch (failure.kind()) {
            case NOT_FOUND, NOT_EXECUTABLE -> {
                if (sameForAll) {
                    ending.takeNoMore(WrapExit.of(failure));
                }
                return report(item, back, true);
            }
            case TOO_LONG -> {
                return report(item, back, true);
            }
            case MACHINE -> {
                // Else one sick machine would give back every item there is.
                Turn turn = report(item, back, false);
                if (options.once()) {
                    return turn;
                }
                pause.pause("this machine cannot run the command just now");
                return intake.next(List.of(), 1, false);
            }
        }
        throw new AssertionError(failure.kind());
    }

    private static String hint(CannotStartException failure, HandedItem item) {
        String data = item.data();
        return failure.kind() == CannotStartException.Kind.TOO_LONG && data != null
                ? " (its data have " + data.length() + " characters; Linux takes "
                        + String.format(Locale.ROOT, "%,d", ItemEnvironment.LONGEST)
                        + " bytes in one argument or variable; --pass stdin has no such limit)"
                : "";
    }

    private AttemptFiles newFiles() {
        return start.newFiles(slot.index() + "-" + attempts++);
    }

    private Watch watch(Attempt attempt, AttemptFiles files) {
        HandedItem item = attempt.item();
        List<Watch.Look> looks = new ArrayList<>();
        if (options.once()) {
            looks.add(new StdoutShow(files.stdout(), surroundings.stdout()));
        }
        boolean bounded = options.limits().maxResult() != Limits.ANY_RESULT;
        if (bounded) {
            looks.add(last -> attempt.lookAtResult(files));
        }
        looks.add(new ProgressShow(
                item, files.progressFile(), messages, line -> slot.progress(item.token(), line), surroundings.nanos()));
        options.limits()
                .stall()
                .ifPresent(longest -> looks.add(attempt.signsOfLife(longest, files, surroundings.nanos())));
        return new Watch(options.once() || bounded || options.verbose() ? Watch.OFTEN : Watch.SELDOM, looks);
    }

    private synchronized Attempt enter(HandedItem item) {
        Attempt attempt = new Attempt(item, messages, options.limits());
        current = attempt;
        if (lost != null && lost.token().equals(item.token())) {
            attempt.lose(lost.standing());
        }
        if (draining) {
            attempt.drain();
        }
        if (stopped) {
            attempt.stop();
        }
        return attempt;
    }

    private boolean showsLife(String token) {
        Attempt running = current();
        return running == null || !running.item().token().equals(token) || running.showsLife();
    }

    private synchronized void leave() {
        current = null;
    }

    private synchronized @Nullable Attempt current() {
        return current;
    }

    /** The word may come before the attempt has begun, and after it has ended. */
    synchronized void lose(RenewAnswer.Lease lease) {
        lost = lease;
        if (current != null && current.item().token().equals(lease.token())) {
            current.lose(lease.standing());
        }
    }
}
