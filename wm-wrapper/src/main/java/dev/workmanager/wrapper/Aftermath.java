package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.client.Completion.Tails;
import dev.workmanager.process.ChildProcess;
import dev.workmanager.protocol.EndedAttempt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the items that a child held when it ended. What it had answered stands, unless nobody can tell any more which line
 * answers what. The item in work fails, for it is the one that it died of; the others were not begun, and go back, uncounted.
 */
final class Aftermath {
    /** What an attempt returns whose program did not keep to question and answer: EX_PROTOCOL of sysexits(3). */
    static final int NO_ANSWER = 76;

    private final Dialogue dialogue;
    private final ChildProcess.End end;
    private final Messages messages;
    private final boolean anonymous;
    private final List<Answer> answers;
    private final List<Question> open;
    private final List<Completion> completions = new ArrayList<>();
    private final List<Question> again = new ArrayList<>();
    private boolean misfortune;
    private boolean timedOut;

    private Aftermath(Dialogue dialogue, ChildProcess.End end, List<Answer> answers, Pass pass, Messages messages) {
        this.dialogue = dialogue;
        this.end = end;
        this.messages = messages;
        this.answers = new ArrayList<>(answers);
        this.open = new ArrayList<>(dialogue.open());
        this.anonymous = pass != Pass.JSON;
        open.removeIf(Question::isLost);
    }

    /**
     * Sorts out what is left of a dialogue that is over.
     *
     * @param answers those that were not told yet
     * @param leaving whether it has ended by itself of a signal that was for the wrapper, too
     */
    static Aftermath of(
            Dialogue dialogue,
            ChildProcess.End end,
            List<Answer> answers,
            Pass pass,
            boolean leaving,
            Messages messages) {
        Aftermath aftermath = new Aftermath(dialogue, end, answers, pass, messages);
        Fault fault = leaving ? new Fault(Fault.Kind.STOPPED, "stopped") : dialogue.fault();
        if (fault == null) {
            aftermath.leftByItself();
        } else {
            aftermath.wasEnded(fault);
        }
        return aftermath;
    }

    /** What is to be told to the manager of these, and of the answers. */
    List<Completion> completions() {
        List<Completion> all = new ArrayList<>();
        answers.forEach(answer -> all.add(answer.completion()));
        all.addAll(completions);
        return all;
    }

    /** What another child is to be asked: this one left as if all were well. */
    List<Question> again() {
        return again;
    }

    /** Whether the child is to blame for its end. */
    boolean isMisfortune() {
        return misfortune;
    }

    /** Whether it was ended for the time that it took. */
    boolean isTimedOut() {
        return timedOut;
    }

    private void wasEnded(Fault fault) {
        switch (fault.kind()) {
            case STOPPED -> release("stopped");
            case LOST -> release("the program was ended for another item's sake");
            case TIMED_OUT -> timedOut(fault.why());
            case TOO_MUCH -> tooMuch(fault.why());
            case NO_ANSWER -> failFirst(NO_ANSWER, fault.why());
            case UNUSABLE -> failFirst(Attempt.NO_RESULT, fault.why());
        }
    }

    private void leftByItself() {
        if (end.exit() == 0) {
            leftWell();
        } else if (end.exit() == EndedAttempt.LATER && dialogue.inWork() != null && !open.isEmpty()) {
            messages.say(messages.name(open.get(0).item()) + ": exit code " + EndedAttempt.LATER
                    + " instead of an answer: given back for later");
            completions.add(Completion.givenBack(open.remove(0).item().token(), tails("")));
            release("the program ended before it came to this item");
        } else {
            failFirst(end.exit(), "exit code " + end.exit() + " instead of an answer");
        }
    }

    private void leftWell() {
        if (open.isEmpty()) {
            return;
        }
        if (isAmbiguous()) {
            doubtAll("it left with 0, and " + answers.size() + " answers to " + (answers.size() + open.size())
                    + " items");
        } else if (dialogue.answered() > 0 && !dialogue.isEnding()) {
            again.addAll(open);
        } else {
            failFirst(NO_ANSWER, "it left with 0 and without an answer");
        }
    }

    /** Whether nobody knows which line answers what: several items were asked about at once, and there are too many lines, or too few. */
    private boolean isAmbiguous() {
        return anonymous && dialogue.isEnding() && answers.size() + open.size() > 1;
    }

    private void tooMuch(String why) {
        if (isAmbiguous()) {
            doubtAll(why);
        } else if (anonymous && !answers.isEmpty()) {
            misfortune = true;
            Answer last = answers.remove(answers.size() - 1);
            messages.say("the command is ended: " + why + ", behind its answer "
                    + last.completion().token());
            completions.add(Completion.failed(last.completion().token(), NO_ANSWER, tails(why)));
            release(why);
        } else {
            failFirst(NO_ANSWER, why);
        }
    }

    private void doubtAll(String why) {
        misfortune = true;
        messages.say("none of the answers counts: " + why + "; " + (answers.size() + open.size())
                + " items are given back, and asked about one at a time");
        answers.forEach(answer ->
                completions.add(Completion.released(answer.completion().token(), new Tails("wm-wrap: " + why, null))));
        answers.clear();
        release(why);
    }

    private void timedOut(String timeout) {
        misfortune = true;
        timedOut = true;
        if (!open.isEmpty()) {
            Question inWork = open.remove(0);
            messages.say(
                    messages.name(inWork.item()) + ": the command is ended after its timeout of " + timeout + others());
            completions.add(Completion.timedOut(inWork.item().token(), tails("no answer in time")));
        }
        release("the program was ended before it came to this item");
    }

    private void failFirst(int exit, String why) {
        misfortune = true;
        if (dialogue.inWork() == null && dialogue.answered() > 0) {
            messages.say("the command has ended between items: " + why);
            again.addAll(open);
            return;
        }
        if (open.isEmpty()) {
            messages.say("the command has ended: " + why);
            return;
        }
        Question inWork = open.remove(0);
        messages.say(messages.name(inWork.item()) + ": " + why + ", attempt "
                + inWork.item().attempt() + " (" + inWork.item().attempts() + " may fail)" + others());
        completions.add(Completion.failed(inWork.item().token(), exit, tails(why)));
        release("the program ended before it came to this item");
    }

    private String others() {
        return open.isEmpty() ? "" : "; " + open.size() + " others that it had not come to are given back";
    }

    private void release(String why) {
        open.forEach(question -> completions.add(Questioning.released(question, why)));
        open.clear();
    }

    /** What it said last, and what we say of it. */
    private Tails tails(@Nullable String why) {
        String said = end.stderr();
        String ours = why == null || why.isEmpty() ? "" : "wm-wrap: " + why;
        String all = said + (said.isEmpty() || said.endsWith("\n") || ours.isEmpty() ? "" : "\n") + ours;
        int from = Math.max(0, all.length() - EndedAttempt.MAX_TAIL);
        int start = from > 0 && Character.isLowSurrogate(all.charAt(from)) ? from + 1 : from;
        return new Tails(all.isEmpty() ? null : all.substring(start), null);
    }
}
