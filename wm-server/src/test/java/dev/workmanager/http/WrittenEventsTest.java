package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.store.Event;
import dev.workmanager.store.EventId;
import dev.workmanager.store.EventPage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WrittenEventsTest {
    @TempDir
    Path folder;

    @Test
    void whatManyHearIsWrittenOnce() {
        try (Serving serving = Serving.onDisk(folder)) {
            serving.put("/v1/jobs/a", "application/json", "{\"times\":1}".getBytes(StandardCharsets.UTF_8));
            EventPage page =
                    serving.events().after(new EventId(serving.events().newest().generation(), 0), any -> true, 1);
            EventPage.Entry entry = page.events().get(0);
            WrittenEvents written = serving.written();
            byte[] text = written.of(entry);
            assertThat(text).asString(StandardCharsets.UTF_8).contains("event: job.submitted", "\"job\":\"a\"");
            assertThat(written.of(entry)).isSameAs(text);
            Event same = entry.event();
            EventPage.Entry later = new EventPage.Entry(
                    new EventId(entry.id().generation(), entry.id().number() + 2_048), same);
            assertThat(written.of(later)).as("in the same place, another id").isNotEqualTo(text);
            assertThat(written.of(entry)).as("written anew").isEqualTo(text);
        }
    }
}
