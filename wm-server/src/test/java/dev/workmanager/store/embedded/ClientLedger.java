package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What a store has acknowledged, and what is under way to it: all that anybody outside can know. */
final class ClientLedger {
    private final Map<Long, ItemNote> notes;
    /** By item: what completions that are not answered yet bring, by sender. */
    private final Map<Long, Map<String, byte[]>> underWay;

    private int answers;
    private int refusals;
    private @Nullable AssertionError complaint;

    ClientLedger() {
        this(new TreeMap<>(), new TreeMap<>());
    }

    private ClientLedger(Map<Long, ItemNote> notes, Map<Long, Map<String, byte[]>> underWay) {
        this.notes = notes;
        this.underWay = underWay;
    }

    ClientLedger copy() {
        Map<Long, Map<String, byte[]>> copies = new TreeMap<>();
        underWay.forEach((index, senders) -> copies.put(index, new LinkedHashMap<>(senders)));
        return new ClientLedger(new TreeMap<>(notes), copies);
    }

    /** How many commands were answered. */
    int answers() {
        return answers;
    }

    int refusals() {
        return refusals;
    }

    void noteAnswer() {
        answers++;
    }

    void noteRefusal() {
        refusals++;
    }

    /** Something happened that must not, where nobody can throw it. */
    void complain(String what, Throwable cause) {
        if (complaint == null) {
            complaint = new AssertionError(what, cause);
        }
    }

    void throwComplaint() {
        if (complaint != null) {
            throw complaint;
        }
    }

    ItemNote note(long index) {
        return notes.getOrDefault(index, ItemNote.NOTHING);
    }

    /** A completion is on its way. */
    void begin(long index, String sender, byte[] result) {
        underWay.computeIfAbsent(index, i -> new LinkedHashMap<>()).put(sender, result);
    }

    private List<byte[]> endUnderWay(long index, String sender) {
        Map<String, byte[]> senders = underWay.getOrDefault(index, new LinkedHashMap<>());
        senders.remove(sender);
        if (senders.isEmpty()) {
            underWay.remove(index);
        }
        return new ArrayList<>(senders.values());
    }

    void handedOut(HandedOut item) {
        ItemNote note = note(item.index());
        Integer known = note.bits().get(item.attempt());
        if (known == null && item.attempt() <= note.lastAttempt()) {
            complain(item + " was handed out, but attempt " + note.lastAttempt() + " was before", new AssertionError());
        } else if (known != null && known != item.bits()) {
            complain(item + " was handed out before, with bits " + known, new AssertionError());
        }
        notes.put(item.index(), note.handedOut(item.attempt(), item.bits()));
    }

    /** A worker was told what became of what it ended. */
    void ended(SimWorker.End end, Standing outcome) {
        long index = end.item().index();
        if (outcome == Standing.UNKNOWN) {
            complain(end + " is not known", new AssertionError());
        }
        if (!end.completes()) {
            return;
        }
        List<byte[]> others = endUnderWay(index, end.item().token().toString());
        ItemNote note = note(index);
        if (outcome == Standing.ENDED && !note.accepted().contains(end.item().attempt())) {
            notes.put(index, note.accepted(end.item().attempt()).done(end.result(), others));
        }
    }

    /** A requester without a name was told that the item is done. */
    void completed(long index, String sender, byte[] result) {
        List<byte[]> others = endUnderWay(index, sender);
        ItemNote note = note(index);
        if (!note.done() || result.length > 0) {
            notes.put(index, note.done(result, others));
        }
    }

    /**
     * Looks whether the store has kept what it acknowledged, and made up nothing.
     *
     * @param file the bytes of an item's file; none if there is no file
     */
    void check(StateView view, LongFunction<byte[]> file) {
        notes.forEach((index, note) -> {
            Item item = view.item(index);
            note.bits().forEach((attempt, bits) -> checkAttempt(index, item, attempt, bits));
            if (note.done()) {
                assertThat(item.state())
                        .as("state of item at %d, %s", index, note)
                        .isEqualTo(ItemState.DONE);
                byte[] found = file.apply(index);
                assertThat(note.mayBe(found) || isUnderWay(index, found))
                        .as("the result of the item at %d is what was acknowledged, not %d bytes", index, found.length)
                        .isTrue();
            }
        });
        view.items().forEach((index, item) -> {
            if (item.state() == ItemState.DONE && !note(index).done()) {
                assertThat(underWay).as("completions under way").containsKey(index);
                assertThat(isUnderWay(index, file.apply(index)))
                        .as("result of item at %d", index)
                        .isTrue();
            }
        });
    }

    /** Looks whether all that requesters without a name are said to have was given to one: nobody else gives it back. */
    void checkStrays(StateView view) {
        view.items()
                .forEach((index, item) -> item.attempts().stream()
                        .filter(attempt -> attempt.open() && attempt.worker() == 0)
                        .forEach(attempt -> assertThat(note(index).bits())
                                .as("attempts that somebody has of the item at %d", index)
                                .containsKey(attempt.number())));
    }

    private static void checkAttempt(long index, Item item, int number, int bits) {
        assertThat(item.lastAttempt()).as("attempts of item at %d", index).isGreaterThanOrEqualTo(number);
        if (number > item.lastAttempt() - Item.KEPT_ATTEMPTS) {
            assertThat(item.attempt(number).map(Attempt::bits))
                    .as("bits of attempt %d of item at %d", number, index)
                    .contains(bits);
        }
    }

    private boolean isUnderWay(long index, byte[] result) {
        return underWay.getOrDefault(index, Map.of()).values().stream()
                .anyMatch(one -> java.util.Arrays.equals(one, result));
    }

    /** The process has ended: what was under way has happened or never will. */
    void settle(StateView view, LongFunction<byte[]> file) {
        underWay.keySet().forEach(index -> {
            Item item = view.item(index);
            if (item.state() == ItemState.DONE) {
                ItemNote note = note(index).is(file.apply(index));
                for (Attempt attempt : item.attempts()) {
                    note = attempt.ended(AttemptEnd.DONE) ? note.accepted(attempt.number()) : note;
                }
                notes.put(index, note);
            }
        });
        underWay.clear();
    }

    /** All lease tokens that anybody has got. */
    List<Map.Entry<Long, Integer>> attempts() {
        List<Map.Entry<Long, Integer>> all = new ArrayList<>();
        notes.forEach((index, note) -> note.bits().keySet().forEach(attempt -> all.add(Map.entry(index, attempt))));
        return all;
    }

    int bits(long index, int attempt) {
        return Objects.requireNonNull(note(index).bits().get(attempt));
    }
}
