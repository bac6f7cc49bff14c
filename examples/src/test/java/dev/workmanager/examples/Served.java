package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A packaged manager that serves from a folder, as a process of its own. */
final class Served implements AutoCloseable {
    static final Path HOME =
            Path.of("../dist/target/work-manager").toAbsolutePath().normalize();
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+");

    private final Process manager;
    private final BufferedReader log;
    private final List<String> said = new ArrayList<>();
    private final String url;

    /** Starts it in a folder that holds its wm-config. */
    Served(Path folder) throws IOException {
        manager = new ProcessBuilder(
                        HOME.resolve("bin/wm-server").toString(), "serve", "--host", "127.0.0.1", "--port", "0")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        log = manager.inputReader(StandardCharsets.UTF_8);
        url = readUrl();
    }

    private String readUrl() throws IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.add(line);
            Matcher found = URL.matcher(line);
            if (found.find()) {
                return found.group();
            }
        }
        throw new AssertionError("the manager did not start: " + said);
    }

    String url() {
        return url;
    }

    /** Runs a worker in a folder to its end; what it said. */
    String work(Path folder, String... command) throws Exception {
        Path output = Files.createTempFile(folder, "worker", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("WM_SERVER", url);
        Process worker = builder.start();
        try {
            assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            worker.destroy();
        }
        String words = Files.readString(output);
        assertThat(worker.exitValue()).as(words).isZero();
        return words;
    }

    /** Waits until it has ended by itself; its exit code. */
    int ended() throws IOException, InterruptedException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.add(line);
        }
        assertThat(manager.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return manager.exitValue();
    }

    @Override
    public void close() {
        manager.destroy();
    }

    @Override
    public String toString() {
        return String.join("\n", said);
    }
}
