package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.client.Completion.Tails;
import dev.workmanager.client.Turn;
import dev.workmanager.client.WorkSession;
import dev.workmanager.client.WorkSlot;
import dev.workmanager.process.CannotStartException;
import dev.workmanager.process.ChildProcess;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.RenewAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private final InHand inHand;
    private final Pause pause;
    private @Nullable Attempt current;
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
        this.inHand = new InHand(slot, intake, options.once(), messages, surroundings.nanos());
        this.pause = new Pause(messages, surroundings.nanos());
    }

    /** What came of an item: what to do next, if the manager was asked, and what the child returned, if it came to that. */
    private record Worked(Optional<Turn> turn, int exit) {}

    @Override
    public int work() throws IOException {
        Turn turn = inHand.take();
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
                case WAIT -> turn = inHand.take();
                case ITEMS -> {
                    Optional<HandedItem> item = inHand.next();
                    if (item.isEmpty()) {
                        turn = inHand.take();
                        continue;
                    }
                    Worked worked = workOn(item.get());
                    if (options.once()) {
                        return worked.exit();
                    }
                    turn = worked.turn().orElse(turn);
                }
            }
        }
    }

    /** The wrapper is to leave, and the child may go on: what a terminal's signal does to it too is no failure of it. */
    @Override
    public synchronized void drain() {
        draining = true;
        inHand.leave();
        if (current != null) {
            current.drain();
        }
    }

    /** Ends the child, gives its item back, takes no other. */
    @Override
    public synchronized void stop() {
        stopped = true;
        inHand.leave();
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
            long began = surroundings.nanos().getAsLong();
            Attempt.End end = run(attempt, files);
            Duration took = Duration.ofNanos(surroundings.nanos().getAsLong() - began);
            leave();
            pause.reset();
            int exit = end.exit() < 0 ? WrapExit.STOPPED.code() : end.exit();
            return new Worked(
                    inHand.ended(item, Optional.ofNullable(end.completion()).map(how -> how.ran(took))), exit);
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

    private Optional<Turn> giveBack(HandedItem item, CannotStartException failure) {
        String why = failure.getMessage() + hint(failure, item);
        messages.say(messages.name(item) + ": given back: " + why);
        Completion back = Completion.givenBack(item.token(), new Tails(why, null));
        boolean sameForAll = start.sameForAll();
        switch (failure.kind()) {
            case NOT_FOUND, NOT_EXECUTABLE -> {
                if (sameForAll) {
                    ending.takeNoMore(WrapExit.of(failure));
                    inHand.leave();
                }
                return inHand.ended(item, Optional.of(back));
            }
            case TOO_LONG -> {
                return inHand.ended(item, Optional.of(back));
            }
            case MACHINE -> {
                // Else one sick machine would give back every item there is.
                Turn turn = inHand.endedForNow(item, back);
                if (options.once()) {
                    return Optional.of(turn);
                }
                pause.pause("this machine cannot run the command just now");
                return Optional.of(inHand.take());
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
        looks.add(inHand.patience());
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
        inHand.fate(item).ifPresent(attempt::lose);
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
        if (current != null && current.item().token().equals(lease.token())) {
            current.lose(lease.standing());
        } else {
            inHand.lose(lease);
        }
    }
}
