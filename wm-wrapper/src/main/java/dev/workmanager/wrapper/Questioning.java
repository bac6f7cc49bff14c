package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.process.ChildProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has children answer questions, one child after the other: one that stays for as long as it likes, or one for each chunk. {@link
 * #round} is for the slot's thread; {@link #drain}, {@link #stop} and {@link #kill} for any.
 */
final class Questioning {
    private static final String LEAVING = "this worker is leaving";

    private final LineStart start;
    private final Pass pass;
    private final boolean stays;
    private final Pace pace;
    private final Messages messages;
    private final List<Question> backlog = new ArrayList<>();
    private long answered;
    private long worked;
    private @Nullable LineChild child;
    private boolean draining;
    private boolean stopped;

    /** @param stays whether a child is asked for as long as it answers; else about one chunk */
    Questioning(LineStart start, Pass pass, boolean stays, Pace pace, Messages messages) {
        this.start = start;
        this.pass = pass;
        this.stays = stays;
        this.pace = pace;
        this.messages = messages;
    }

    /**
     * What came of some questions.
     *
     * @param completions how items ended
     * @param answers that the completions read from
     * @param open those that are asked, and not answered
     * @param size how many may be in hand now
     * @param sick whether the command had better not be started again at once
     */
    record Round(List<Completion> completions, List<Answer> answers, List<Question> open, int size, boolean sick) {}

    /** In the next round this is asked, too. */
    void add(Question question) {
        backlog.add(question);
    }

    /** Takes back what was not asked yet. */
    List<Question> takeBacklog() {
        List<Question> back = List.copyOf(backlog);
        backlog.clear();
        return back;
    }

    /**
     * Asks, and waits until there is something to tell, or until all is answered.
     *
     * @param worker who has the items
     * @throws dev.workmanager.process.CannotStartException if there is no child, and none was started; nothing was asked
     */
    Round round(String worker) {
        LineChild asked = child();
        if (asked != null
                && asked.dialogue().unanswered() == 0
                && asked.dialogue().isOver()) {
            return end(asked, new ArrayList<>());
        }
        if (asked == null && isDraining()) {
            List<Completion> back = takeBacklog().stream()
                    .map(question -> released(question, LEAVING))
                    .toList();
            return new Round(back, List.of(), List.of(), 0, false);
        }
        if (backlog.isEmpty() && (asked == null || asked.dialogue().isIdle())) {
            return new Round(List.of(), List.of(), List.of(), pace.size(), false);
        }
        asked = asked == null ? enter(start.start(worker)) : asked;
        Dialogue dialogue = asked.dialogue();
        dialogue.ask(backlog);
        backlog.clear();
        List<Completion> completions = new ArrayList<>();
        if (!stays) {
            dialogue.askNoMore();
        } else if (isDraining()) {
            dialogue.recall().forEach(question -> completions.add(released(question, LEAVING)));
            dialogue.askNoMore();
        }
        dialogue.awaitDue(pace.size() / 2);
        if (dialogue.isOver()) {
            return end(asked, completions);
        }
        List<Answer> answers = dialogue.takeAnswers();
        answers.forEach(answer -> completions.add(answer.completion()));
        boolean stuck = dialogue.isStuck();
        if (stuck) {
            dialogue.recall().forEach(question -> completions.add(released(question, "another item takes long")));
        }
        keepPace(dialogue);
        return new Round(completions, answers, dialogue.open(), stuck || isDraining() ? 0 : pace.size(), false);
    }

    private Round end(LineChild ended, List<Completion> completions) {
        Dialogue dialogue = ended.dialogue();
        ChildProcess.End how = ended.howItEnded();
        if (how.killed() > 0) {
            messages.say(how.killed() + " process(es) of the command had to be killed");
        }
        List<Answer> answers = dialogue.takeAnswers();
        boolean leaving = dialogue.fault() == null && Attempt.INTERRUPTED.contains(how.exit()) && awaitLeaving();
        Aftermath aftermath = Aftermath.of(dialogue, how, answers, pass, leaving, messages);
        completions.addAll(aftermath.completions());
        backlog.addAll(aftermath.again());
        if (aftermath.isMisfortune()) {
            pace.stumbled();
        } else {
            keepPace(dialogue);
        }
        leaveChild();
        start.tidyUp();
        answered = 0;
        worked = 0;
        boolean sick = aftermath.isMisfortune() && dialogue.answered() == 0 && !aftermath.isTimedOut();
        return new Round(completions, answers, List.copyOf(backlog), isDraining() ? 0 : pace.size(), sick);
    }

    private void keepPace(Dialogue dialogue) {
        pace.took((int) (dialogue.answered() - answered), dialogue.worked() - worked);
        answered = dialogue.answered();
        worked = dialogue.worked();
    }

    static Completion released(Question question, String why) {
        return Completion.released(question.item().token(), new Completion.Tails("wm-wrap: " + why, null));
    }

    /** The wrapper is to leave: what was asked is answered, the rest goes back. */
    synchronized void drain() {
        draining = true;
        notifyAll();
        if (child != null) {
            child.dialogue().hurry();
        }
    }

    /** The wrapper is to end: the child is ended, all goes back. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
        if (child != null) {
            child.end(new Fault(Fault.Kind.STOPPED, "stopped"));
        }
    }

    void kill() {
        LineChild running = child();
        if (running != null) {
            running.kill();
        }
    }

    /** There is nothing more to ask, or nobody to tell: lets the child leave, or ends it if it has something to do. Waits for its end. */
    void leave() {
        LineChild last = child();
        if (last != null) {
            if (last.dialogue().unanswered() > 0) {
                last.end(new Fault(Fault.Kind.STOPPED, "stopped"));
            }
            last.dialogue().askNoMore();
            last.dialogue().awaitDue(0);
            leaveChild();
            start.tidyUp();
        }
    }

    synchronized boolean isDraining() {
        return draining || stopped;
    }

    private synchronized @Nullable LineChild child() {
        return child;
    }

    private synchronized LineChild enter(LineChild started) {
        child = started;
        if (stopped) {
            started.end(new Fault(Fault.Kind.STOPPED, "stopped"));
        }
        return started;
    }

    private synchronized void leaveChild() {
        child = null;
    }

    /** A terminal's signal reaches the child sooner than us. */
    private synchronized boolean awaitLeaving() {
        try {
            if (!stopped && !draining) {
                TimeUnit.NANOSECONDS.timedWait(this, Attempt.SECOND_THOUGHT.toNanos());
            }
            return stopped || draining;
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread of a slot is not to be interrupted", e);
        }
    }
}
