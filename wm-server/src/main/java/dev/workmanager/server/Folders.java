package dev.workmanager.server;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things lie unless somebody says otherwise.
 *
 * @param config the configuration
 * @param data the folder of the manager's data
 * @param out the folder of results
 */
record Folders(Path config, Path data, Path out) {
    /** In the images, and on any machine that has it: below {@code /var/work-manager}. */
    static final Path SYSTEM = Path.of("/var/work-manager");

    private static final Folders HERE = new Folders(Path.of("wm-config"), Path.of(".work-manager"), Path.of("out"));

    /** Below a system folder where there is one, else in the current folder. */
    static Folders standard(Path system) {
        return Files.isDirectory(system)
                ? new Folders(system.resolve("config/wm-config"), system.resolve("data"), system.resolve("out"))
                : HERE;
    }
}
