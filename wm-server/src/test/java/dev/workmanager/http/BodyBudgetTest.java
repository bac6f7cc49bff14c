package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BodyBudgetTest {
    private final BodyBudget budget = new BodyBudget(100);
    private final List<String> granted = new ArrayList<>();

    private BodyBudget.Share ask(String name, long bytes) {
        BodyBudget.Share share = budget.share(bytes);
        share.take(() -> granted.add(name));
        return share;
    }

    @Test
    void grantsAtOnceWhatIsThere() {
        ask("a", 60);
        ask("b", 40);
        assertThat(granted).containsExactly("a", "b");
        assertThat(budget.free()).isZero();
    }

    @Test
    void letsTheOthersWaitForTheirTurn() {
        BodyBudget.Share a = ask("a", 60);
        ask("b", 50);
        ask("c", 1);
        assertThat(granted).as("nobody overtakes").containsExactly("a");
        a.release();
        a.release();
        assertThat(granted).containsExactly("a", "b", "c");
        assertThat(budget.free()).isEqualTo(49);
    }

    @Test
    void givesAllToWhoWantsMore() {
        BodyBudget.Share small = ask("small", 1);
        BodyBudget.Share large = ask("large", 1_000);
        ask("later", 1);
        assertThat(granted).containsExactly("small");
        small.release();
        assertThat(granted).containsExactly("small", "large");
        large.release();
        assertThat(granted).containsExactly("small", "large", "later");
    }

    @Test
    void forgetsWhoGoesAway() {
        BodyBudget.Share a = ask("a", 100);
        BodyBudget.Share gone = ask("gone", 50);
        gone.release();
        a.release();
        assertThat(granted).containsExactly("a");
        assertThat(budget.free()).isEqualTo(100);
    }

    @Test
    void letsOthersPassWhenTheFirstOneGoesAway() {
        ask("a", 60);
        BodyBudget.Share gone = ask("gone", 50);
        ask("b", 40);
        gone.release();
        assertThat(granted).containsExactly("a", "b");
    }
}
