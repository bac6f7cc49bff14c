package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final ItemKey FIRST = new ItemKey(1, 0);
    private static final ItemKey SECOND = new ItemKey(1, 7);

    private final Leases leases = new Leases();

    private static Item held(int worker, int attempt) {
        return Item.FRESH.handedOut(new Attempt(attempt, 5, worker, 0, 0, null));
    }

    private static Item ended(Item item) {
        Attempt open = item.attempts().get(item.attempts().size() - 1);
        return item.with(open.end(new Attempt.Ending(AttemptEnd.DONE, 1, 0, false)));
    }

    private List<Leases.Out> after(long elapsed) {
        leases.goOn(elapsed);
        return leases.expired();
    }

    @Test
    void aLeaseRunsOutWithoutNews() {
        leases.update(FIRST, held(1, 1), 100, false);
        leases.update(SECOND, held(1, 1), 100, false);
        assertThat(after(60)).isEmpty();
        leases.renew(new Leases.Out(SECOND, 1));
        assertThat(after(60)).containsExactly(new Leases.Out(FIRST, 1));
        assertThat(after(60)).containsExactly(new Leases.Out(FIRST, 1), new Leases.Out(SECOND, 1));
    }

    @Test
    void whatHasEndedRunsOutNoMore() {
        Item item = held(1, 1);
        leases.update(FIRST, item, 100, false);
        leases.update(FIRST, ended(item), 100, false);
        assertThat(after(1_000)).isEmpty();
        leases.renew(new Leases.Out(FIRST, 1));
        assertThat(leases.size()).isZero();
        assertThat(leases.held(1)).isZero();
    }

    @Test
    void anotherChangeOfTheItemIsNoNews() {
        Item item = held(1, 1);
        leases.update(FIRST, item, 100, false);
        assertThat(after(60)).isEmpty();
        leases.update(FIRST, item.counting(1, 1, 1), 100, false);
        assertThat(after(60)).containsExactly(new Leases.Out(FIRST, 1));
    }

    @Test
    void eachLeaseHasItsOwnLength() {
        leases.update(FIRST, held(1, 1), 1_000, false);
        leases.update(SECOND, held(2, 3), 10, false);
        assertThat(after(20)).containsExactly(new Leases.Out(SECOND, 3));
        assertThat(leases.held(1)).isEqualTo(1);
        assertThat(leases.held(2)).isEqualTo(1);
        assertThat(leases.size()).isEqualTo(2);
    }

    @Test
    void whoHasNoNameHasNoLease() {
        leases.update(FIRST, held(0, 1), 10, false);
        assertThat(after(1_000)).isEmpty();
        assertThat(leases.size()).isZero();
    }
}
