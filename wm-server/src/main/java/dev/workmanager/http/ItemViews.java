package dev.workmanager.http;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.ItemPage;
import dev.workmanager.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An item as people see it. Reads its data from disk. */
final class ItemViews {
    private final Store store;

    ItemViews(Store store) {
        this.store = store;
    }

    /** For a page: without its attempts one by one. */
    ItemStatus brief(Job job, ItemPage.Entry entry) {
        return view(job, entry, null);
    }

    /** With all that is remembered. */
    ItemStatus whole(Job job, ItemPage.Entry entry) {
        return view(
                job, entry, entry.item().attempts().stream().map(this::attempt).toList());
    }

    private ItemStatus view(Job job, ItemPage.Entry entry, @Nullable List<AttemptStatus> history) {
        Item item = entry.item();
        boolean done = item.state() == ItemState.DONE;
        return new ItemStatus(
                job.source().id(entry.index()),
                entry.index(),
                word(item.state()),
                store.data(job, entry.index()),
                item.lastAttempt(),
                Times.textUnlessNever(item.notBefore()),
                done ? item.resultSize() : null,
                done && item.resultHash() != null ? item.resultHash().toString() : null,
                item.failures(),
                item.giveBacks(),
                item.losses(),
                unlessEmpty(item.stderr()),
                unlessEmpty(item.stdout()),
                history);
    }

    /** The word for a state. */
    static String word(ItemState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The state that a word stands for. */
    static Optional<ItemState> state(String word) {
        for (ItemState state : ItemState.values()) {
            if (word(state).equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** One of its attempts. */
    AttemptStatus attempt(Attempt attempt) {
        Optional<Worker> worker = attempt.worker() == 0 ? Optional.empty() : store.worker(attempt.worker());
        Attempt.Ending ending = attempt.ending();
        int code = ending == null || ending.how() != AttemptEnd.FAILED ? 0 : ending.code();
        boolean exited = ending != null && ending.how() == AttemptEnd.FAILED && code >= 0;
        return new AttemptStatus(
                attempt.number(),
                worker.map(known -> known.id().text()).orElse(null),
                worker.map(Worker::about).map(About::host).orElse(null),
                attempt.slot(),
                Times.text(attempt.startedAt()),
                ending == null ? null : Times.text(ending.at()),
                ending == null ? null : ending.how().word(),
                exited ? code : null,
                code < 0 ? -code : null,
                ending == null ? null : why(ending));
    }

    private static String why(Attempt.Ending ending) {
        return switch (ending.how()) {
            case DONE -> "its completion was accepted";
            case FAILED -> ending.code() < 0 ? "ended by signal " + -ending.code() : "exit code " + ending.code();
            case TIMED_OUT -> "it took longer than its timeout";
            case LOST ->
                "no news for a whole lease" + (ending.alone() ? "; its worker held nothing else" : ", or wiped");
            case RELEASED -> "given back at once: its worker was drained, or the answer did not reach it";
            case GIVEN_BACK -> "given back for later: exit code 75, or its program could not be started";
            case KILLED -> "its item was cancelled";
            case SUPERSEDED -> "another attempt had its item, or somebody else had completed it";
        };
    }

    private static @Nullable String unlessEmpty(String text) {
        return Objects.equals(text, "") ? null : text;
    }
}
