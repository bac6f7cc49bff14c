package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.JobRates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RateHistoryTest {
    @TempDir
    Path folder;

    @Test
    void tellsHowManyHadEndedByWhen() {
        try (Serving serving = Serving.onDisk(folder)) {
            // The store has the machine's clock.
            serving.wall.set(Instant.now().toEpochMilli());
            serving.put("/v1/jobs/default", "application/json", "{\"times\":3}".getBytes(StandardCharsets.UTF_8));
            serving.rates.look();
            assertThat(rates(serving).at()).as("nothing was handed out yet").isEmpty();
            HandedItem item = serving.exchange(1, 1).items().get(0);
            look(serving);
            serving.exchange(2, 0, new EndedAttempt(item.token(), "done", null, null, null, null, null, null, null));
            look(serving);
            JobRates rates = rates(serving);
            assertThat(rates.done()).containsExactly(0L, 0L, 1L);
            assertThat(rates.failed()).containsExactly(0L, 0L, 0L);
            assertThat(rates.at()).last().isEqualTo(rates.now());
            assertThat(rates.at().get(2) - rates.at().get(1)).isEqualTo(RateHistory.EVERY_MILLIS);
        }
    }

    private static void look(Serving serving) {
        serving.wall.addAndGet(RateHistory.EVERY_MILLIS);
        serving.rates.look();
    }

    private static JobRates rates(Serving serving) {
        return Serving.read(serving.get(JobRates.path("default")), JobRates.class);
    }
}
