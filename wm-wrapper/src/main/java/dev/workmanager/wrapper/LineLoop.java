package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.client.Completion.Tails;
import dev.workmanager.client.GaveUpException;
import dev.workmanager.client.ResultSource;
import dev.workmanager.client.Turn;
import dev.workmanager.client.WorkSession;
import dev.workmanager.client.WorkSlot;
import dev.workmanager.process.CannotStartException;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The work of one slot whose command gets items as lines: takes several at once, has them answered, and tells what was answered and
 * takes others in the same request, while the child goes on.
 */
final class LineLoop implements SlotWork {
    /** What an attempt returns whose data cannot be one line: EX_DATAERR of sysexits(3). */
    static final int NO_LINE = 65;

    private final WrapperOptions options;
    private final Surroundings surroundings;
    private final Messages messages;
    private final Ending ending;
    private final WorkSlot slot;
    private final Intake intake;
    private final Questioning questioning;
    private final Pause pause;
    private final Pace pace;
    private final HeldItems held = new HeldItems();
    private final List<Completion> ready = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private int exit = WrapExit.STOPPED.code();

    LineLoop(
            WrapperOptions options,
            Surroundings surroundings,
            ItemStart start,
            Messages messages,
            Ending ending,
            WorkSession session,
            int index) {
        Calls calls = options.handing().calls();
        this.options = options;
        this.surroundings = surroundings;
        this.messages = messages;
        this.ending = ending;
        this.slot = session.slot(index, lease -> held.lose(lease.token()));
        this.intake = new Intake(slot, options, surroundings.patience(), ending, messages);
        this.pause = new Pause(messages, surroundings.nanos());
        this.pace = Pace.of(options.once() ? 1 : calls.most());
        this.questioning = new Questioning(
                new LineStart(options, surroundings, start, messages, index),
                options.handing().pass(),
                calls.mode() == Calls.Mode.LINES && !options.once(),
                pace,
                messages);
    }

    @Override
    public int work() throws IOException {
        try {
            Turn turn = intake.next(List.of(), pace.size(), false);
            while (held.count() > 0 || turn.next() == Turn.Next.ITEMS || turn.next() == Turn.Next.WAIT) {
                turn.items().forEach(this::take);
                if (turn.next() == Turn.Next.STOPPED) {
                    questioning.drain();
                }
                boolean once = options.once() && held.count() > 0;
                turn = held.count() > 0 ? workOn() : intake.next(List.of(), pace.size(), false);
                if (once) {
                    return exit;
                }
            }
            return turn.next() == Turn.Next.FINISHED ? WrapExit.FINISHED.code() : stopped();
        } finally {
            questioning.leave();
        }
    }

    private int stopped() {
        return intake.reachedQuota() ? REACHED_QUOTA : ending.reason().code();
    }

    @Override
    public void drain() {
        questioning.drain();
    }

    @Override
    public void stop() {
        pause.stop();
        questioning.stop();
    }

    @Override
    public void kill() {
        questioning.kill();
    }

    private void take(HandedItem item) {
        Question question = new Question(item, ChildStderr.of(item, slot, options.stderr(), surroundings.stderr()));
        held.add(question);
        pace.saw(item);
        if (Question.isOneLine(options.handing().pass(), item)) {
            questioning.add(question);
        } else {
            String why = "its data have several lines, and are handed over as one; --pass json can do that";
            messages.say(messages.name(item) + ": " + why);
            ready.add(Completion.failed(item.token(), NO_LINE, new Tails("wm-wrap: " + why, null)));
        }
    }

    private Turn workOn() throws IOException {
        Questioning.Round round;
        try {
            round = questioning.round(slot.worker().text());
        } catch (CannotStartException e) {
            return giveBack(e);
        }
        ready.addAll(round.completions());
        answers.addAll(round.answers());
        held.removeLost(round.open()).forEach(slot::drop);
        ready.removeIf(completion -> !held.has(completion.token()));
        if (options.once()) {
            show();
        }
        if (ready.isEmpty() && held.count() > 0 && !round.sick()) {
            return new Turn(List.of(), Turn.Next.WAIT, List.of());
        }
        if (!round.sick() || options.once()) {
            pause.reset();
            return tell(!options.once(), round.size());
        }
        tell(false, 0);
        pause.pause("the command ended before it had answered anything");
        return intake.next(List.of(), pace.size(), held.count() > 0);
    }

    /** Tells what is ready, and takes more if it may, so that as many are in hand. */
    private Turn tell(boolean more, int size) throws IOException {
        List<Completion> told = List.copyOf(ready);
        int left = held.count() - told.size();
        int want = Math.max(left == 0 ? 1 : 0, size - left);
        try {
            Turn turn = exchange(told, more, want, left > 0);
            hear(turn);
            return turn;
        } catch (GaveUpException e) {
            messages.say("the end of " + told.size() + " item(s) could not be told to the manager,"
                    + " who gives them to somebody else when their leases have run out");
            throw e;
        } finally {
            ready.clear();
            held.remove(told);
            for (Answer answer : answers) {
                answer.close();
            }
            answers.clear();
        }
    }

    private Turn exchange(List<Completion> told, boolean more, int want, boolean holding) {
        try {
            return more ? intake.next(told, want, holding) : intake.end(told);
        } catch (UncheckedIOException e) {
            String why = told.size() + " item(s) given back: " + e.getMessage();
            messages.say(why);
            List<Completion> back = told.stream()
                    .map(completion -> Completion.givenBack(completion.token(), new Tails(why, null)))
                    .toList();
            return more ? intake.next(back, want, holding) : intake.end(back);
        }
    }

    private void hear(Turn turn) {
        for (Outcome outcome : turn.outcomes()) {
            if (!outcome.outcome().equals(Outcome.ACCEPTED)) {
                held.item(outcome.token()).ifPresent(item -> messages.doesNotCount(item, outcome));
            }
        }
    }

    private Turn giveBack(CannotStartException failure) throws IOException {
        List<Question> back = questioning.takeBacklog();
        String why = String.valueOf(failure.getMessage());
        messages.say(back.size() + " item(s) given back: " + why);
        back.forEach(question ->
                ready.add(Completion.givenBack(question.item().token(), new Tails("wm-wrap: " + why, null))));
        WrapExit code = WrapExit.of(failure);
        exit = code.code();
        if (failure.kind() == CannotStartException.Kind.NOT_FOUND
                || failure.kind() == CannotStartException.Kind.NOT_EXECUTABLE) {
            ending.takeNoMore(code);
            return tell(!options.once(), 1);
        }
        Turn turn = tell(false, 0);
        if (options.once()) {
            return turn;
        }
        pause.pause("this machine cannot run the command just now");
        return intake.next(List.of(), pace.size(), false);
    }

    /** With {@code --once}: what the command has answered, and what it would have left with. */
    private void show() throws IOException {
        for (Completion completion : ready) {
            Integer code = completion.ended().exit();
            exit = switch (completion.ended().end()) {
                case "done" -> 0;
                case "failed" -> code == null ? 1 : code;
                case "timed-out" -> Attempt.TIMED_OUT;
                case "given-back" -> EndedAttempt.LATER;
                default -> WrapExit.STOPPED.code();
            };
            ResultSource result = completion.result();
            if (result != null) {
                show(result);
            }
        }
    }

    private void show(ResultSource result) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(64 << 10);
        for (long shown = 0; shown < result.size(); shown += block.position()) {
            result.read(block.clear(), shown);
            surroundings.stdout().write(block.array(), 0, block.position());
        }
        surroundings.stdout().write('\n');
        surroundings.stdout().flush();
    }
}
