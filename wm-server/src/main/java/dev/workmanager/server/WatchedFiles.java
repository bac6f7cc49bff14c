package dev.workmanager.server;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that belong together, and what is made of them whenever they change. Used by one thread at a time. */
final class WatchedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFiles.class);

    private final List<WatchedFile> files;
    private final Consumer<List<byte[]>> use;
    private boolean settling;

    /**
     * Not looked at yet.
     *
     * @param use takes what is in them, in their order; an {@link AccessFileException} says that it cannot be used, and nothing changed
     */
    WatchedFiles(List<WatchedFile> files, Consumer<List<byte[]>> use) {
        this.files = List.copyOf(files);
        this.use = use;
    }

    /** @throws AccessFileException if they cannot be used */
    void read() {
        use.accept(files.stream().map(WatchedFile::read).toList());
    }

    /** Looks whether they have changed. They are used once they are the same for two looks: somebody may be writing them just now. */
    void look() {
        boolean changed = false;
        for (WatchedFile file : files) {
            changed |= file.changed();
        }
        if (changed) {
            settling = true;
        } else if (settling) {
            settling = false;
            readAgain();
        }
    }

    private void readAgain() {
        try {
            read();
            LOG.info("{} has changed, and holds from now on", files.get(0).path());
        } catch (AccessFileException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            LOG.error("{}; what was there before still holds", first);
        }
    }
}
