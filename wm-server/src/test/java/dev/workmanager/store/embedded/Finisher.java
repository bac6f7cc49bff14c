package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.JobId;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.Selection;
import dev.workmanager.rules.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** After a crash: workers from before come with their tokens, then a new one does all that is left. */
final class Finisher {
    private static final byte[] INTRUDED = {'i', 'n', 't', 'r', 'u', 'd', 'e', 'd'};
    private static final WorkerId WORKER = new WorkerId("finisher");
    private static final int TAKE = 100;

    private final OpenStore open;
    private final RandomGenerator random;
    private long number;

    Finisher(OpenStore open, RandomGenerator random) {
        this.open = open;
        this.random = random;
    }

    /** Brings tokens from before: each counts only if its attempt still holds its item. */
    void bringOldTokens(ClientLedger ledger) {
        List<Map.Entry<Long, Integer>> attempts = ledger.attempts();
        for (int i = 0; i < 5 && !attempts.isEmpty(); i++) {
            Map.Entry<Long, Integer> one = attempts.get(random.nextInt(attempts.size()));
            bring(one.getKey(), one.getValue(), ledger.bits(one.getKey(), one.getValue()));
        }
    }

    private void bring(long index, int attempt, int bits) {
        JobId job = open.job().id();
        long id = open.job().source().id(index);
        for (LeaseToken foreign : List.of(
                new LeaseToken(job, id, attempt, bits + 1),
                new LeaseToken(new JobId(job.bits() + 1), id, attempt, bits))) {
            assertThat(complete(foreign, INTRUDED)).isEqualTo(Standing.UNKNOWN);
        }
        Item before = open.view().item(index);
        byte[] result = open.folders().results().apply(index);
        Standing outcome = complete(new LeaseToken(job, id, attempt, bits), INTRUDED);
        Optional<Attempt> known = before.attempt(attempt);
        boolean holds = known.isPresent()
                && (known.get().open()
                        || known.get().ended(AttemptEnd.LOST)
                                && before.state() == ItemState.PENDING
                                && before.lastAttempt() == attempt);
        boolean wasDone = known.isPresent() && known.get().ended(AttemptEnd.DONE);
        assertThat(outcome)
                .as("attempt %d of %s", attempt, before)
                .isEqualTo(
                        holds || wasDone ? Standing.ENDED : known.isEmpty() ? Standing.UNKNOWN : Standing.SUPERSEDED);
        assertThat(open.folders().results().apply(index)).isEqualTo(holds ? INTRUDED : result);
    }

    private Standing complete(LeaseToken token, byte[] bytes) {
        Ended ended =
                new Ended(token.toString(), Optional.of(token), AttemptEnd.DONE, 0, Clients.inline(bytes), "", "");
        return exchange(List.of(ended), 0).verdicts().get(0).outcome();
    }

    private Exchanged exchange(List<Ended> ended, int take) {
        CompletableFuture<Exchanged> answer = open.store()
                .submit(new Command.Exchange(WORKER, 0, ++number, Optional.empty(), ended, take, Selection.ALL, 0));
        open.store().step();
        assertThat(answer).as("exchange %d", number).isDone();
        return answer.join();
    }

    /** Does all that is left, whoever has it. */
    void finish(ClientLedger ledger) {
        CompletableFuture<Integer> unused = open.store()
                .submit(new Command.Wipe(open.job().no(), open.view().running()));
        List<Ended> ended = List.of();
        Exchanged answer = exchange(ended, TAKE);
        for (int round = 0; !answer.finished(); round++) {
            assertThat(round)
                    .as("rounds to the end of %s", open.view().counts())
                    .isLessThan(100);
            ended = new ArrayList<>();
            for (HandedOut item : answer.items()) {
                ledger.handedOut(item);
                byte[] bytes = Long.toString(item.id()).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                ended.add(new Ended(
                        item.token().toString(),
                        Optional.of(item.token()),
                        AttemptEnd.DONE,
                        0,
                        Clients.inline(item.id() % 2 == 0 ? bytes : new byte[0]),
                        "",
                        ""));
            }
            if (ended.isEmpty()) {
                open.pass(10);
            }
            answer = exchange(ended, TAKE);
        }
        ledger.throwComplaint();
        assertThat(open.store().whenOver(open.job().name())).isDone();
    }
}
