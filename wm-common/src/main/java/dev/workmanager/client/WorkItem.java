package dev.workmanager.client;

import dev.workmanager.protocol.HandedItem;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** An item to work on. Thread-safe. */
public final class WorkItem {
    private final HandedItem item;
    private final AttemptLog log;
    private final Consumer<String> progress;
    private volatile boolean lost;

    WorkItem(HandedItem item, AttemptLog log, Consumer<String> progress) {
        this.item = item;
        this.log = log;
        this.progress = progress;
    }

    /** The name of its job. */
    public String job() {
        return item.job();
    }

    /** Its number. */
    public long id() {
        return item.id();
    }

    /** Its data, where its job has any. */
    public Optional<String> data() {
        return Optional.ofNullable(item.data());
    }

    /** The number of this attempt, from 1: the first attempts may have failed or been lost. */
    public int attempt() {
        return item.attempt();
    }

    /**
     * Whether the manager does not want its result any more: it was cancelled, or somebody else has it. Whoever works on it for
     * long asks now and then, and ends early; what it returns or throws then is told to nobody.
     */
    public boolean isLost() {
        return lost;
    }

    /**
     * Adds a line to the item's log, which people read at the manager, also while the work goes on. Never waits for the manager: when
     * there is too much to say, the beginning and the end of it arrive.
     */
    public void log(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        log.append(bytes, 0, bytes.length);
    }

    /**
     * Says how far the work on it is: a percentage such as {@code 40 %}, or a short line. Shown where the item is shown, some seconds
     * later; costs next to nothing.
     */
    public void progress(String line) {
        progress.accept(line);
    }

    /** The item's log as a stream, for what writes bytes: it is never full, throws nothing, and need not be closed. */
    public OutputStream logStream() {
        return log.stream();
    }

    String token() {
        return item.token();
    }

    void lose() {
        lost = true;
    }

    @Override
    public String toString() {
        return "item " + item.id() + " of job '" + item.job() + "'";
    }
}
