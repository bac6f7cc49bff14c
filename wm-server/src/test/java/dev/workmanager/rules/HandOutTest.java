package dev.workmanager.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Source;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

final class HandOutTest {
    private final Scene scene = new Scene(3);

    @Test
    void theLowestItemThatIsReadyGoesOutFirst() {
        Scene.Asker asker = scene.worker("w");
        assertThat(asker.next(2).items()).extracting(HandedOut::id).containsExactly(0L, 1L);
        scene.wipe(0L);
        assertThat(asker.next(3).items()).extracting(HandedOut::id).containsExactly(0L, 2L);
    }

    @Test
    void oneRequestIsServedFromAllJobsInTheirOrder() {
        scene.ask(new Command.Submit(new NewJob(new JobId(43), "second", Source.numeric(7, 8), Scene.POLICY, true)));
        assertThat(scene.worker("w").next(4).items())
                .extracting(out -> out.job().name() + " " + out.id())
                .containsExactly("default 0", "default 1", "default 2", "second 7");
        assertThat(scene.takeNameless()).isEqualTo(new Taken.Done());
    }

    @Test
    void itIsFinishedOnceAllJobsAre() {
        scene.ask(new Command.Submit(new NewJob(new JobId(43), "second", Source.numeric(0, 0), Scene.POLICY, true)));
        for (long id = 0; id < 3; id++) {
            assertThat(scene.worker("w").next(0).finished()).isFalse();
            scene.completeNameless(id, Result.EMPTY);
        }
        Scene.Asker asker = scene.worker("w");
        HandedOut last = asker.take();
        assertThat(asker.next(0).finished()).isFalse();
        assertThat(asker.next(1, Scene.done(last)).finished()).isTrue();
    }

    @Test
    void withAMillionOutNoMoreGoOut() {
        Command.Take take = new Command.Take(Job.DEFAULT_NAME, false, 0);
        assertThat(take.apply(withOut(1_000_000), false)).isEqualTo(Step.of(new Taken.Later(0)));
        assertThat(Scene.answer(take.apply(withOut(999_999), false))).isInstanceOf(Taken.Handed.class);
    }

    /** The ledger, but with so many more items, all out. */
    private Ledger withOut(long running) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, method, arguments) -> method.getName().equals("counts")
                        ? new Counts(running + 3, running, 0, 0, 0)
                        : method.invoke(scene.ledger, arguments));
    }
}
