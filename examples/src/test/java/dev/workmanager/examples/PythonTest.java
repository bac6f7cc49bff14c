package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PythonTest {
    private static final String WORKER =
            Path.of("python/worker.py").toAbsolutePath().toString();

    @TempDir
    Path folder;

    @Test
    void takesItemsUntilAllAreDone() throws Exception {
        Files.writeString(folder.resolve("one.txt"), "a rose is a rose");
        Files.writeString(folder.resolve("two text.txt"), "Über allen Gipfeln ist Ruh über");
        Files.writeString(folder.resolve("wm-config"), "glob: *.txt\n");
        try (Served manager = new Served(folder)) {
            manager.work(folder, WORKER);
            assertThat(manager.ended()).as("%s", manager).isZero();
        }
        assertThat(folder.resolve("out/1")).hasContent("a\t2\nis\t1\nrose\t2\n");
        assertThat(folder.resolve("out/2")).hasContent("allen\t1\ngipfeln\t1\nist\t1\nruh\t1\nüber\t2\n");
    }

    @Test
    void whatFailsIsTriedAgainAndThenReported() throws Exception {
        Files.writeString(folder.resolve("wm-config"), "attempts: 2\nbackoff: 0s\nlist:\nno such file\n");
        try (Served manager = new Served(folder)) {
            manager.work(folder, WORKER);
            assertThat(manager.ended()).as("%s", manager).isOne();
            assertThat(manager.toString()).contains("No such file or directory");
        }
    }
}
