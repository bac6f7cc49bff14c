package dev.workmanager.wrapper;

import dev.workmanager.process.CannotStartException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a child was asked, a line an item, and has answered, a line each, in the same order. It works on one after the other: the first
 * question without an answer is in work. Where answers say what they answer, a few more are written before their turn; where not,
 * only this keeps the answers of a child that leaves one out from being taken for those of other items. Thread-safe.
 */
final class Dialogue {
    /** So many questions are with the child at most, if its answers say what they answer; else one. */
    private static final int AHEAD = 16;
    /** Only who says nothing more behind its first answer has understood that one line is one answer. */
    private static final long FIRST_QUIET = TimeUnit.MILLISECONDS.toNanos(50);
    /** No answer waits longer to be told, while others come. */
    private static final long LATEST = TimeUnit.MILLISECONDS.toNanos(200);
    /** What waits behind an item that takes so long had better be done by others. */
    private static final long STUCK = TimeUnit.SECONDS.toNanos(2);
    /** So many characters of data fit into an empty pipe, whatever becomes of them in a line: who writes them is not held up. */
    private static final int SHORT = 4_096;
    /** Nobody waits for what is due. */
    private static final int NOBODY = -1;

    private final Wire wire;
    private final LongSupplier nanos;
    private final Deque<Question> waiting = new ArrayDeque<>();
    private final Deque<Question> written = new ArrayDeque<>();
    private final List<Answer> answers = new ArrayList<>();
    private final long began;
    private long since;
    private long work;
    private long answered;
    private long firstAnswer;
    private long oldest;
    private int awaited = NOBODY;
    private boolean noMore;
    private boolean hurried;
    private @Nullable Fault fault;
    private boolean over;

    Dialogue(Wire wire, LongSupplier nanos) {
        this.wire = wire;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** Asks these, behind all others. */
    synchronized void ask(List<Question> questions) {
        waiting.addAll(questions);
        notifyAll();
    }

    /** Nothing more will be asked: the child's input ends behind what was asked, all of which is written without further ado. */
    synchronized void askNoMore() {
        noMore = true;
        notifyAll();
    }

    /** Whoever waits for something to do comes back now, once. */
    synchronized void hurry() {
        hurried = true;
        notifyAll();
    }

    /** What is to be written now, once it is time; null if nothing ever will be. */
    synchronized @Nullable Question next() {
        try {
            while (!hasNext()) {
                if (over || fault != null || noMore && waiting.isEmpty()) {
                    return null;
                }
                TimeUnit.NANOSECONDS.timedWait(this, answered == 1 ? FIRST_QUIET / 4 : TimeUnit.SECONDS.toNanos(10));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("who writes to a child is not to be interrupted", e);
        }
        return take();
    }

    private Question take() {
        Question next = waiting.remove();
        if (written.isEmpty()) {
            turnTo(next);
        }
        written.add(next);
        return next;
    }

    /** Whether it is time to write something more. */
    synchronized boolean hasNext() {
        return !waiting.isEmpty() && fault == null && !over && written.size() < ahead();
    }

    private int ahead() {
        if (noMore) {
            return Integer.MAX_VALUE;
        }
        if (answered == 1 && nanos.getAsLong() - firstAnswer < FIRST_QUIET) {
            return 0;
        }
        return wire.pass() == Pass.JSON ? (int) Math.min(AHEAD, 1 + answered) : 1;
    }

    /**
     * What is to be done about a line that the child has written.
     *
     * @param fault what is wrong with it; null if nothing is
     * @param next to be written now by whoever has heard it, since the child waits for that; null to leave it to whoever else writes
     */
    record Heard(@Nullable Fault fault, @Nullable Question next) {}

    /**
     * The child has written a line.
     *
     * @param more whether it has written something behind it already
     */
    synchronized Heard answer(Kept line, boolean more) throws IOException {
        Fault wrong = read(line, more);
        return new Heard(wrong, wrong == null ? goOn() : null);
    }

    /** What the child has written before it ended, without ending the line; what is wrong with that, null if nothing is. */
    synchronized @Nullable Fault lastAnswer(Kept line) throws IOException {
        return read(line, false);
    }

    private @Nullable Fault read(Kept line, boolean more) throws IOException {
        Question asked = written.peek();
        if (asked == null || more && written.size() == 1 || fault != null) {
            line.close();
            return new Fault(Fault.Kind.TOO_MUCH, "it wrote a line that nobody had asked for");
        }
        try {
            Answer answer = AnswerFormat.of(wire.pass())
                    .read(asked.item(), line, wire.limits().maxResult(), wire.room());
            written.remove();
            keep(asked, answer);
            return null;
        } catch (WrongAnswerException e) {
            return new Fault(Fault.Kind.NO_ANSWER, String.valueOf(e.getMessage()));
        } catch (CannotStartException e) {
            return new Fault(Fault.Kind.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Wakes only who has something to do: to wake them all for each line would cost more than all the rest. */
    private @Nullable Question goOn() {
        boolean alone = ahead() == 1; // else somebody may be writing the one behind it just now
        Question next = hasNext() && alone && written.isEmpty() && isShort(waiting.element()) ? take() : null;
        if (next == null || answers.size() == 1 || isDue(awaited)) {
            notifyAll();
        }
        return next;
    }

    private static boolean isShort(Question question) {
        String data = question.item().data();
        return data == null || data.length() <= SHORT;
    }

    private void keep(Question asked, Answer answer) throws IOException {
        long now = nanos.getAsLong();
        Duration took = Duration.ofNanos(now - since);
        work += now - since;
        answered++;
        firstAnswer = answered == 1 ? now : firstAnswer;
        oldest = answers.isEmpty() ? now : oldest;
        turnTo(written.peek());
        if (asked.isLost()) {
            answer.close();
        } else {
            answers.add(answer.ran(took));
        }
    }

    private void turnTo(@Nullable Question inWork) {
        since = nanos.getAsLong();
        wire.stderr().turnTo(inWork == null ? null : inWork.stderr());
    }

    /**
     * Waits until there is something to do: something is answered, and no more than so many questions are not; or answers have waited
     * for long enough; or an item takes so long that others had better do what waits behind it; or all is over. If nothing more is
     * asked: until all is over.
     */
    synchronized void awaitDue(int left) {
        awaited = left;
        try {
            for (long wait = untilDue(left); wait > 0; wait = untilDue(left)) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(wait, 1_000_000));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread of a slot is not to be interrupted", e);
        } finally {
            awaited = NOBODY;
        }
    }

    private boolean isDue(int left) {
        return unanswered() <= left || wire.room().isFull();
    }

    private long untilDue(int left) {
        if (over || hurried && !noMore) {
            hurried = false;
            return 0;
        }
        if (noMore || fault != null) {
            return Long.MAX_VALUE;
        }
        long now = nanos.getAsLong();
        long stuck = waiting.isEmpty() || written.isEmpty() ? Long.MAX_VALUE : since + STUCK - now;
        if (answers.isEmpty()) {
            return stuck;
        }
        long told = Math.max(isDue(left) ? 0 : oldest + LATEST - now, firstAnswer + FIRST_QUIET - now);
        return Math.min(stuck, told);
    }

    /** What was answered since this was asked last, as far as it is wanted. */
    synchronized List<Answer> takeAnswers() {
        List<Answer> taken = List.copyOf(answers);
        answers.clear();
        return taken;
    }

    /** Takes back what was not written yet. */
    synchronized List<Question> recall() {
        List<Question> back = List.copyOf(waiting);
        waiting.clear();
        return back;
    }

    /** Whether something waits behind an item that takes long. */
    synchronized boolean isStuck() {
        return !waiting.isEmpty() && !written.isEmpty() && nanos.getAsLong() - since >= STUCK;
    }

    /** Questions without an answer, in their order; the first one is in work. */
    synchronized List<Question> open() {
        List<Question> open = new ArrayList<>(written);
        open.addAll(waiting);
        return open;
    }

    synchronized int unanswered() {
        return written.size() + waiting.size();
    }

    /** Whether all is answered, and the answers were taken. */
    synchronized boolean isIdle() {
        return answers.isEmpty() && unanswered() == 0;
    }

    /** What is in work; null if nothing is. */
    synchronized @Nullable Question inWork() {
        return written.peek();
    }

    /** For how long that has been in work, in nanoseconds. */
    synchronized long inWorkFor() {
        return nanos.getAsLong() - since;
    }

    /** How many were answered. */
    synchronized long answered() {
        return answered;
    }

    /** For how long there was something in work, in nanoseconds; if nothing more is asked, since the beginning. */
    synchronized long worked() {
        return noMore ? nanos.getAsLong() - began : work;
    }

    synchronized boolean isEnding() {
        return noMore;
    }

    /** As {@link #fail(Fault)}, if this is in work still. */
    synchronized boolean fail(Question about, Fault why) {
        return about.equals(written.peek()) && fail(why);
    }

    /** Nothing that is said from now on counts. The first reason stands; tells whether it is this one. */
    synchronized boolean fail(Fault why) {
        if (fault != null || over) {
            return false;
        }
        fault = why;
        notifyAll();
        return true;
    }

    /** Why nothing counts any more; null if all does. */
    synchronized @Nullable Fault fault() {
        return fault;
    }

    /** The child has ended, and all that it said was heard. */
    synchronized void end() {
        wire.stderr().turnTo(null);
        over = true;
        notifyAll();
    }

    synchronized boolean isOver() {
        return over;
    }
}
