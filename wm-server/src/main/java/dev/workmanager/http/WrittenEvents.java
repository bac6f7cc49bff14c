package dev.workmanager.http;

import dev.workmanager.store.EventId;
import dev.workmanager.store.EventPage;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest events as they go over the wire, written down once for all who listen: fifty readers of the same events cost fifty copies
 * of bytes, not fifty times their JSON. Bounded: some hundred KiB. Thread-safe; two who want the same at the same time may both write it.
 */
final class WrittenEvents {
    /** About what happens between two looks of a reader, when very much happens. */
    private static final int KEPT = 2_048;

    private record Written(EventId id, byte[] text) {}

    private final EventTexts texts;
    private final AtomicReferenceArray<Written> newest = new AtomicReferenceArray<>(KEPT);

    WrittenEvents(EventTexts texts) {
        this.texts = texts;
    }

    /** One event. */
    byte[] of(EventPage.Entry entry) {
        int slot = (int) (entry.id().number() % KEPT);
        Written known = newest.get(slot);
        if (known != null && known.id().equals(entry.id())) {
            return known.text();
        }
        byte[] text = texts.event(entry);
        newest.set(slot, new Written(entry.id(), text));
        return text;
    }
}
