package dev.workmanager.wrapper;

import dev.workmanager.model.Version;
import dev.workmanager.protocol.About;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** This process, as a worker tells of itself. */
final class Host {
    private Host() {}

    static About about(@Nullable String group) {
        return new About(
                group,
                name(),
                ProcessHandle.current().pid(),
                Version.current().number(),
                ProcessHandle.current()
                        .info()
                        .startInstant()
                        .map(Instant::toEpochMilli)
                        .orElse(null));
    }

    /** The name of this machine, without asking the network for it, which takes seconds where that is broken. */
    private static @Nullable String name() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException noSuchFileHere) {
            return System.getenv("HOSTNAME");
        }
    }
}
