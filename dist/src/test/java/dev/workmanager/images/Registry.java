package dev.workmanager.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry of images on a free port of this machine.
 *
 * @param daemon the program
 * @param name what stands before the names of its images: its address
 */
record Registry(Daemon daemon, String name) {
    private static final Pattern ADDRESS = Pattern.compile("listening on (127\\.0\\.0\\.1:[0-9]+)");

    static Registry start(Path folder) throws IOException {
        Path configuration =
                Files.writeString(folder.resolve("registry.yml"), """
                version: 0.1
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:0"}
                """.formatted(folder.resolve("registry")));
        Daemon daemon = Daemon.start("listening on", "docker-registry", "serve", configuration.toString());
        Matcher address = ADDRESS.matcher(daemon.ready());
        if (!address.find()) {
            throw new AssertionError("no address in: " + daemon.ready());
        }
        return new Registry(daemon, address.group(1));
    }

    void close() throws InterruptedException {
        daemon.close();
    }
}
