package dev.workmanager.wrapper;

import dev.workmanager.protocol.HandedItem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells how far a child says it is, here and to the manager, when that changes, about once a second at most. */
final class ProgressShow implements Watch.Look {
    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    private final HandedItem item;
    private final Path file;
    private final Messages messages;
    private final Consumer<String> manager;
    private final LongSupplier nanos;
    private String told = "";
    private long looked;

    /** @param manager is told */
    ProgressShow(HandedItem item, Path file, Messages messages, Consumer<String> manager, LongSupplier nanos) {
        this.item = item;
        this.file = file;
        this.messages = messages;
        this.manager = manager;
        this.nanos = nanos;
        this.looked = nanos.getAsLong() - PERIOD;
    }

    @Override
    public void look(boolean last) {
        long now = nanos.getAsLong();
        if (last || now - looked >= PERIOD) {
            looked = now;
            Progress.read(file).filter(line -> !line.equals(told)).ifPresent(line -> tell(line, last));
        }
    }

    private void tell(String line, boolean last) {
        told = line;
        if (!last) {
            manager.accept(line);
        }
        messages.detail(() -> messages.name(item) + ": " + line);
    }
}
