package dev.workmanager.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code wm-server} as a process of its own, in a folder of its own. */
final class ServerProcess implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 90;
    private static final Pattern URL = Pattern.compile("listening on (http://\\S+)");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "reader of " + process.pid());
        reader.start();
    }

    /** Starts it. What it writes, standard output and error together, is collected. */
    static ServerProcess start(Path folder, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("WM_"));
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServerProcess start(Path folder, String... arguments) {
        return start(folder, Map.of(), arguments);
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                add(line);
            }
        } catch (IOException closed) { // the process is gone
            add("(" + closed.getMessage() + ")");
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** All lines so far. */
    synchronized String output() {
        return String.join("\n", lines);
    }

    /** Waits for a line. */
    synchronized String awaitLine(Predicate<String> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (true) {
            for (String line : lines) {
                if (wanted.test(line)) {
                    return line;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || !process.isAlive() && !reader.isAlive()) {
                throw new AssertionError("no such line, but:\n" + String.join("\n", lines));
            }
            try {
                wait(Math.min(left, 200));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Where it listens, once it does. */
    String url() {
        Matcher matcher = URL.matcher(awaitLine(line -> URL.matcher(line).find()));
        if (!matcher.find()) {
            throw new AssertionError("it matched before");
        }
        return matcher.group(1);
    }

    /** POSTs to it; the body of the answer. */
    String post(String path, String body) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url() + path))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends it a signal: TERM, INT, KILL. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end; the exit code. */
    int awaitExit() {
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end:\n" + output());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }
}
