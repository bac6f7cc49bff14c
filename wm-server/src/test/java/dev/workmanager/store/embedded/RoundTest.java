package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.Renewed;
import dev.workmanager.rules.Selection;
import dev.workmanager.rules.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Batches, without a disk. */
final class RoundTest {
    private static final int JOB = 1;
    private static final WorkerId WORKER = new WorkerId("w");
    private static final long LEASE = Policy.DEFAULT.lease().toMillis();

    private final State state = new State(new Chunks(List.of()), () -> Instant.ofEpochMilli(1_000_000), () -> 0);
    private final SplittableRandom random = new SplittableRandom(1);
    private Round round = newRound();

    private Round newRound() {
        return new Round(state, new Overlay(state, 1_000_000, 0, random::nextInt), false, false);
    }

    private <A> CompletableFuture<A> apply(Command<A> command) {
        CompletableFuture<A> future = new CompletableFuture<>();
        round.apply(new Batch.Pending<>(command, future, 0, () -> {}, 0, false), false);
        return future;
    }

    private void stand() {
        if (round.changesAnything()) {
            assertThat(round.frame().remaining()).isPositive();
        }
        round.assign();
        round.replies().forEach(Batch.Reply::send);
        round = newRound();
    }

    private <A> A ask(Command<A> command) {
        CompletableFuture<A> answer = apply(command);
        stand();
        return answer.join();
    }

    private HandedOut handedOut() {
        ask(new Command.Submit(
                new NewJob(new JobId(42), Job.DEFAULT_NAME, Source.numeric(0, 9), Policy.DEFAULT, true)));
        return ask(new Command.Exchange(WORKER, 0, 1, Optional.empty(), List.of(), 1, Selection.ALL, 0))
                .items()
                .get(0);
    }

    private boolean silent() {
        return state.worker(WORKER).orElseThrow().silent();
    }

    private long running() {
        return state.job(JOB).counts().running();
    }

    private List<Leases.Out> expiredAfter(long elapsed) {
        state.leases.goOn(elapsed);
        return state.leases.expired();
    }

    @Test
    void newsThatWaitsKeepsALeaseFromRunningOut() {
        HandedOut out = handedOut();
        List<Leases.Out> expired = expiredAfter(LEASE);
        CompletableFuture<Renewed> renewed =
                apply(new Command.Renew(Optional.empty(), List.of(Optional.of(out.token()))));
        assertThat(expired).hasSize(1);
        expired.forEach(round::expire);
        stand();
        assertThat(renewed.join().standings()).containsExactly(Standing.HELD);
        assertThat(running()).isOne();
        assertThat(expiredAfter(LEASE - 1)).isEmpty();
    }

    @Test
    void newsThatComesLaterUndoesTheLoss() {
        HandedOut out = handedOut();
        expiredAfter(LEASE).forEach(round::expire);
        stand();
        assertThat(running()).isZero();
        assertThat(silent()).isTrue();
        ask(new Command.Renew(Optional.empty(), List.of(Optional.of(out.token()))));
        assertThat(running()).isOne();
        assertThat(silent()).isFalse();
        assertThat(expiredAfter(LEASE - 1)).isEmpty();
        assertThat(expiredAfter(1)).hasSize(1);
    }
}
