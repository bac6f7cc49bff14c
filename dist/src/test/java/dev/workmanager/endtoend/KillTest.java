package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed, what was acknowledged is kept, once, and all ends. */
final class KillTest {
    @TempDir
    Path folder;

    @Test
    void aJobOutlivesSomeKills() throws Exception {
        run(new KillRun.Plan(1_000, 4, 2, 3, 1, 5, 20, "-Xmx128m"));
    }

    @Test
    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void aJobOutlivesFiftyKills() throws Exception {
        run(new KillRun.Plan(60_000, 50, 3, 6, 3, 30, 20, "-Xmx64m"));
    }

    private void run(KillRun.Plan plan) throws IOException, InterruptedException, TimeoutException {
        long seed = Seed.get();
        KillRun run = new KillRun(folder, plan, seed, KillRun.Sabotage.NONE);
        assertThat(run.findings()).as("seed %d; %s", seed, run.ledger().tally()).isEmpty();
        System.out.println(
                plan.kills() + " kills, seed " + seed + ": " + run.ledger().tally());
    }
}
