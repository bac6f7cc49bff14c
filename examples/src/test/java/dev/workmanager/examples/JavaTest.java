package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String LIBRARIES = Served.HOME.resolve("lib") + "/*";

    @TempDir
    Path folder;

    @Test
    void takesItemsUntilAllHaveEnded() throws Exception {
        Files.writeString(folder.resolve("one.txt"), "a rose is a rose");
        Files.writeString(folder.resolve("two text.txt"), "Über allen Gipfeln ist Ruh über");
        Files.write(folder.resolve("no text.txt"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.writeString(folder.resolve("wm-config"), "attempts: 2\nbackoff: 0s\nglob: *.txt\n");
        try (Served manager = new Served(folder)) {
            manager.work(folder, JAVA, "-cp", LIBRARIES, program("Crunch.java"));
            assertThat(manager.ended()).as("%s", manager).isOne();
            assertThat(manager.toString()).contains("MalformedInputException");
        }
        assertThat(folder.resolve("out/1")).doesNotExist();
        assertThat(folder.resolve("out/2")).hasContent("a\t2\nis\t1\nrose\t2\n");
        assertThat(folder.resolve("out/3")).hasContent("allen\t1\ngipfeln\t1\nist\t1\nruh\t1\nüber\t2\n");
    }

    @Test
    void aWholeBatchInOneProgram() throws Exception {
        for (int run = 1; run <= 2; run++) {
            Process process = new ProcessBuilder(JAVA, "-cp", LIBRARIES, program("Squares.java"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said).contains("1000 squares are in work/out/squares");
        }
        assertThat(folder.resolve("work/out/squares/31")).hasContent("961");
    }

    private static String program(String name) {
        return Path.of("java", name).toAbsolutePath().toString();
    }
}
