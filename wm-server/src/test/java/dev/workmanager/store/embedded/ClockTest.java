package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Backoff;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Selection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that jump, managers that stand still, disks that hang: nothing alive is expired, nothing waits for longer than it should. */
class ClockTest {
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;
    private static final long LEASE_SECONDS = 30;
    private static final long BACKOFF_SECONDS = 20;
    private static final OpenStore.Sizes SIZES = new OpenStore.Sizes(1 << 20, 64 << 10, 1 << 20);

    private SimDisk disk = new SimDisk();
    private final WorkerId worker = new WorkerId("w1");
    private VirtualClock clock = new VirtualClock(1_700_000_000_000L, 77);
    private OpenStore open;
    private long leaseSeconds = LEASE_SECONDS;
    private long number;

    @BeforeEach
    void create() throws IOException {
        start(clock);
        open.create();
        open.store().step();
    }

    private void start(VirtualClock at) throws IOException {
        Duration wait = Duration.ofSeconds(BACKOFF_SECONDS);
        Job job = new Job(
                1,
                new JobId(42),
                Job.DEFAULT_NAME,
                Source.numeric(0, 9),
                SimFolders.POLICY
                        .change()
                        .lease(Duration.ofSeconds(leaseSeconds))
                        .backoff(new Backoff(wait, wait))
                        .build(),
                1_000,
                true);
        clock = at;
        open = OpenStore.open(disk, new SimFolders(disk, job), clock, new SplittableRandom(1), SIZES);
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, -HOUR})
    void aLeaseDoesNotLookAtTheTimeOfDay(long jump) {
        exchange(1);
        open.pass(LEASE_SECONDS / 2);
        clock.set(jump);
        open.pass(LEASE_SECONDS / 2 - 1);
        assertThat(state(0)).isEqualTo(ItemState.RUNNING);
        open.pass(2);
        assertThat(state(0)).isEqualTo(ItemState.PENDING);
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, -HOUR})
    void aBackoffDoesNotLookAtTheTimeOfDay(long jump) {
        failOne();
        clock.set(jump);
        open.pass(BACKOFF_SECONDS / 2 - 1);
        assertThat(exchange(10).items())
                .extracting(HandedOut::id)
                .doesNotContain(0L)
                .hasSize(9);
        open.pass(BACKOFF_SECONDS / 2 + 1);
        assertThat(exchange(10).items()).extracting(HandedOut::id).containsExactly(0L);
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, 0, -HOUR})
    void afterAStartNoneWaitsForLongerThanItsBackoff(long jump) throws IOException {
        failOne();
        clock.set(jump);
        start(clock.ofNextStart());
        open.pass(BACKOFF_SECONDS + 1);
        assertThat(exchange(10).items()).extracting(HandedOut::id).contains(0L);
    }

    @Test
    void aManagerThatWasStoppedExpiresNothing() {
        List<HandedOut> held = exchange(3).items();
        for (int i = 0; i < 10; i++) {
            clock.pass(MINUTE);
            open.store().step();
        }
        assertThat(List.of(state(0), state(1), state(2))).containsOnly(ItemState.RUNNING);
        renew(held);
        open.pass(LEASE_SECONDS - 3);
        assertThat(state(0)).isEqualTo(ItemState.RUNNING);
    }

    /** The shortest lease, and whoever holds it would have renewed it in the next moment: it comes in the one after. */
    @ParameterizedTest
    @ValueSource(longs = {1, 250, 500, 750, 999})
    void aManagerThatWasStoppedJustBeforeARenewalExpiresNothing(long sinceSweep) throws IOException {
        leaseSeconds = 3;
        disk = new SimDisk();
        create();
        clock.pass(sinceSweep);
        List<HandedOut> held = exchange(1).items();
        clock.pass(999);
        open.store().step();
        clock.pass(MINUTE);
        open.store().step();
        clock.pass(900);
        open.store().step();
        assertThat(state(0)).isEqualTo(ItemState.RUNNING);
        renew(held);
        open.pass(2);
        assertThat(state(0)).isEqualTo(ItemState.RUNNING);
    }

    @Test
    void aDiskThatHangsExpiresNothing() {
        List<HandedOut> held = exchange(3).items();
        for (int i = 0; i < 10; i++) {
            disk.watch((operation, path) -> {
                if (operation == SimDisk.Operation.SYNC) {
                    disk.watchNoMore();
                    clock.pass(MINUTE);
                }
            });
            exchange(1);
            open.store().step();
        }
        assertThat(List.of(state(0), state(1), state(2))).containsOnly(ItemState.RUNNING);
        renew(held);
        open.pass(LEASE_SECONDS - 3);
        assertThat(state(0)).isEqualTo(ItemState.RUNNING);
    }

    private void failOne() {
        HandedOut first = exchange(1).items().get(0);
        exchange(
                0,
                new Ended(
                        first.token().toString(),
                        Optional.of(first.token()),
                        AttemptEnd.FAILED,
                        1,
                        Result.EMPTY,
                        "no luck",
                        ""));
        assertThat(state(0)).isEqualTo(ItemState.PENDING);
    }

    private Exchanged exchange(int take, Ended... ended) {
        number++;
        return ask(new Command.Exchange(worker, 0, number, Optional.empty(), List.of(ended), take, Selection.ALL, 0));
    }

    private void renew(List<HandedOut> held) {
        ask(new Command.Renew(
                Optional.of(worker),
                held.stream().map(item -> Optional.of(item.token())).toList()));
    }

    private <A> A ask(Command<A> command) {
        CompletableFuture<A> answer = open.store().submit(command);
        open.store().step();
        return answer.join();
    }

    private ItemState state(long index) {
        return open.store().item(open.job(), index).state();
    }
}
