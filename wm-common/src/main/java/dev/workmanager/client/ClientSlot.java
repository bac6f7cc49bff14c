package dev.workmanager.client;

import dev.workmanager.client.Completion.Tails;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.RenewAnswer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One slot of a {@link WorkClient}: takes items and does the work on them, one after the other. {@link #work} is for one thread. */
final class ClientSlot {
    /** The manager may hold back its answer for so long while there is nothing to take. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ItemWork work;
    private final WorkSlot slot;
    private volatile @Nullable WorkItem current;

    ClientSlot(WorkSession session, int index, ItemWork work) {
        this.work = work;
        this.slot = session.slot(index, this::lose);
    }

    /** Works until there is nothing more to do; whether the manager said so. */
    boolean work() {
        Turn turn = slot.exchange(List.of(), 1, PATIENCE);
        while (true) {
            switch (turn.next()) {
                case FINISHED -> {
                    return true;
                }
                case STOPPED -> {
                    return false;
                }
                case WAIT -> turn = slot.exchange(List.of(), 1, PATIENCE);
                case ITEMS -> turn = slot.exchange(workOn(turn.items().get(0)), 1, PATIENCE);
            }
        }
    }

    /** How it ended; nothing if it was lost. */
    private List<Completion> workOn(HandedItem handed) {
        String token = handed.token();
        WorkItem item = new WorkItem(handed, slot.log(token), line -> slot.progress(token, line));
        current = item;
        Completion completion = completion(item);
        current = null;
        if (item.isLost()) {
            slot.drop(token);
            return List.of();
        }
        return List.of(completion);
    }

    private Completion completion(WorkItem item) {
        try {
            return Completion.done(item.token(), new BytesResult(work.run(item)));
        } catch (ItemLaterException e) {
            return Completion.givenBack(item.token(), new Tails(e.getMessage(), null));
        } catch (Exception e) {
            item.log(trace(e));
            return Completion.failed(item.token(), 1, new Tails(tail(e), null));
        } catch (Error e) {
            // Nobody knows what state the program is in now: let somebody else have the item.
            slot.exchange(List.of(Completion.released(item.token(), new Tails(tail(e), null))), 0, Duration.ZERO);
            throw e;
        }
    }

    /** Where it went wrong, as far as there is room for it, and in the last line, which is shown in summaries, what. */
    private static String tail(Throwable failure) {
        String what = failure.toString();
        String last = what.substring(0, Math.min(what.length(), EndedAttempt.MAX_TAIL));
        String where = trace(failure);
        int room = Math.max(0, EndedAttempt.MAX_TAIL - last.length() - 1);
        return where.substring(0, Math.min(room, where.length())) + "\n" + last;
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString().stripTrailing();
    }

    /** The word may come late, when the slot has another item already. */
    private void lose(RenewAnswer.Lease lease) {
        WorkItem item = current;
        if (item != null && item.token().equals(lease.token())) {
            item.lose();
        }
    }
}
