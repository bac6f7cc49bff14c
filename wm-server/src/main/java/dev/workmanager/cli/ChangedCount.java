package dev.workmanager.cli;

import dev.workmanager.protocol.ChangedItems;
import dev.workmanager.terminal.Words;
import java.util.ArrayList;
import java.util.List;

/** Changes items one by one, and tells how many there were. */
final class ChangedCount {
    private static final int BATCH = 1_000;

    /** What is done with one item of a job. */
    @FunctionalInterface
    interface Change {
        ChangedItems of(String job, long id);
    }

    private final Request request;
    private final String job;
    private final String done;

    /**
     * @param done what has become of the items, for people: {@code cancelled}
     */
    ChangedCount(Request request, String job, String done) {
        this.request = request;
        this.job = job;
        this.done = done;
    }

    /** Changes the items that are selected. They are looked up some at a time, and changed then. */
    void each(Selector items, Change change) {
        long[] sum = {0};
        List<Long> batch = new ArrayList<>();
        items.forEach(request.client(), job, item -> {
            batch.add(item.id());
            if (batch.size() == BATCH) {
                sum[0] += all(batch, change);
            }
            return true;
        });
        tell(sum[0] + all(batch, change));
    }

    private long all(List<Long> batch, Change change) {
        long changed = 0;
        for (long id : batch) {
            changed += change.of(job, id).items();
        }
        batch.clear();
        return changed;
    }

    /** Says how many it were. */
    void tell(long items) {
        if (request.format() == Format.JSON) {
            request.surroundings().out().line(Answer.json(new ChangedItems(items)));
        } else {
            request.surroundings().out().line(Words.count(items, "item") + " " + done);
        }
    }
}
