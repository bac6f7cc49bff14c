package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Counts;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.model.WorkerId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whoever has seen all that was asked and answered, and says what the promises make of it. */
final class Witness {
    /** What was answered to a slot last. */
    private record Answered(long number, List<Verdict> verdicts, List<HandedOut> items) {}

    /** What is to be seen of an item; more than one accepted completion of workers never is. */
    private record Seen(ItemState state, String file, long open, boolean acceptedTwice) {}

    /** What is to be seen of the job. */
    private record Whole(List<Seen> items, Counts counts, int superseded) {}

    private final List<Oracle> items;
    private final Map<WorkerId, Answered> answered;

    private Witness(List<Oracle> items, Map<WorkerId, Answered> answered) {
        this.items = items;
        this.answered = answered;
    }

    Witness(int items) {
        this(Stream.generate(Oracle::new).limit(items).toList(), new HashMap<>());
    }

    /** Another one that has seen the same. */
    Witness copy() {
        return new Witness(items.stream().map(Oracle::copy).toList(), new HashMap<>(answered));
    }

    Oracle item(long index) {
        return items.get((int) index);
    }

    Oracle item(HandedOut out) {
        return item(out.index());
    }

    /** Whether a request comes too late, or from nobody who is known. */
    boolean isStale(Command.Exchange exchange) {
        Answered last = answered.get(exchange.worker());
        return last == null ? exchange.number() != 1 : exchange.number() < last.number;
    }

    private boolean isRepeat(Command.Exchange exchange) {
        Answered last = answered.get(exchange.worker());
        return last != null && last.number == exchange.number();
    }

    /** What must be told of what an exchange ends, which ends with that. */
    List<Verdict> verdicts(Command.Exchange exchange, long now) {
        List<Verdict> verdicts = exchange.ended().stream()
                .map(ended -> new Verdict(ended.text(), end(ended, now)))
                .toList();
        Answered last = answered.get(exchange.worker());
        if (last != null && isRepeat(exchange) && last.verdicts.size() == verdicts.size()) {
            for (int i = 0; i < verdicts.size(); i++) {
                // Of an attempt that is too old to be remembered, nothing is known any more.
                assertThat(verdicts.get(i).outcome()).isIn(last.verdicts.get(i).outcome(), Standing.UNKNOWN);
            }
        }
        return verdicts;
    }

    private Standing end(Ended ended, long now) {
        LeaseToken token = ended.token().orElseThrow();
        String result = ended.result() instanceof Result.Inline inline
                ? new String(inline.bytes(), StandardCharsets.UTF_8)
                : "";
        return item(token.item()).end(token, ended.how(), result, now);
    }

    /** An exchange was answered. */
    void answered(Command.Exchange exchange, List<Verdict> verdicts, Exchanged answer, long now) {
        assertThat(answer.verdicts()).isEqualTo(verdicts);
        Answered last = answered.get(exchange.worker());
        if (last != null && isRepeat(exchange)) {
            assertThat(answer.items())
                    .isEqualTo(last.items.stream()
                            .filter(out -> item(out).holds(out.token()))
                            .toList());
            answer.items().forEach(out -> item(out).renew(out.token()));
        } else {
            taken(exchange, answer.items(), now);
            answered.put(exchange.worker(), new Answered(exchange.number(), verdicts, answer.items()));
        }
        boolean ended = items.stream().allMatch(item -> item.state().ended());
        assertThat(answer.finished()).isEqualTo(ended && answer.items().isEmpty());
    }

    private void taken(Command.Exchange exchange, List<HandedOut> outs, long now) {
        outs.forEach(out -> item(out).handedOut(out.token(), true, now));
        assertThat(outs).hasSizeLessThanOrEqualTo(exchange.take());
        if (outs.isEmpty() && exchange.take() > 0 || outs.size() < share(exchange.take(), outs.size())) {
            assertNothingIsReadyForAWorker(now);
        }
    }

    /** How many somebody gets at least who wants so many, before that many were taken. */
    private long share(int wanted, int taken) {
        Counts now = counts();
        long running = now.running() - taken;
        return running == 0 ? wanted : Math.min(wanted, (now.pending() + taken) * wanted / (2 * running));
    }

    /** Somebody without a name was answered. */
    void answered(Taken taken, long now) {
        if (taken instanceof Taken.Handed handed) {
            HandedOut out = handed.item();
            item(out).handedOut(out.token(), false, now);
        } else {
            assertNothingIsReady(now);
            boolean pending = items.stream().anyMatch(item -> item.state() == ItemState.PENDING);
            assertThat(taken).isInstanceOf(pending ? Taken.Later.class : Taken.Done.class);
        }
    }

    /** What is handed out alone may have to wait for somebody who holds nothing; and who holds such an item gets no other. */
    void assertNothingIsReadyForAWorker(long now) {
        boolean someoneIsAlone =
                items.stream().anyMatch(item -> item.maybeSuspect() && item.state() == ItemState.RUNNING);
        assertThat(items).noneMatch(item -> item.isReady(now) && !item.maybeSuspect() && !someoneIsAlone);
    }

    private void assertNothingIsReady(long now) {
        assertThat(items).noneMatch(item -> item.isReady(now));
    }

    /** The ledger holds what was seen. */
    void compare(Scene scene) {
        List<Seen> seen = IntStream.range(0, items.size())
                .mapToObj(index -> seen(scene.item(index), scene.file(index)))
                .toList();
        assertThat(new Whole(seen, scene.ledger.counts(JOB), scene.ledger.superseded(JOB)))
                .isEqualTo(new Whole(
                        items.stream().map(Witness::expected).toList(),
                        counts(),
                        items.stream().mapToInt(Oracle::superseded).sum()));
    }

    private static Seen seen(Item item, String file) {
        long open = item.attempts().stream().filter(Attempt::open).count();
        long accepted = item.attempts().stream()
                .filter(attempt -> attempt.ended(AttemptEnd.DONE) && attempt.worker() != 0)
                .count();
        return new Seen(item.state(), file, open, accepted > 1);
    }

    private static Seen expected(Oracle item) {
        return new Seen(item.state(), item.file(), item.state() == ItemState.RUNNING ? 1 : 0, false);
    }

    private Counts counts() {
        return new Counts(
                items.size(),
                count(ItemState.RUNNING),
                count(ItemState.DONE),
                count(ItemState.FAILED),
                count(ItemState.CANCELLED));
    }

    private long count(ItemState state) {
        return items.stream().filter(item -> item.state() == state).count();
    }
}
