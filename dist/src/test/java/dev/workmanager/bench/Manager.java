package dev.workmanager.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** wm-server, as it is shipped. */
final class Manager extends Server {
    private final List<String> command;
    private final Path folder;

    private Manager(int port, Path folder, List<String> command) throws IOException {
        super("wm-server", port, folder.resolve("log"), command);
        this.command = command;
        this.folder = folder;
    }

    /**
     * Starts one.
     *
     * @param name of its folder
     * @param wrapped what stands before its command, such as a program that changes what it is given
     * @param java options of the JVM
     * @param options of {@code serve}; what its job is, too
     */
    static Manager start(Setup setup, String name, List<String> wrapped, String java, List<String> options)
            throws IOException {
        Path folder = setup.fresh(name);
        int port = freePort();
        List<String> command = new ArrayList<>(wrapped);
        if (!java.isEmpty()) {
            command.addAll(0, List.of("env", "WM_JAVA_OPTIONS=" + java));
        }
        command.addAll(List.of(
                setup.program().resolve("bin/wm-server").toString(),
                "serve",
                "--host=127.0.0.1",
                "--port=" + port,
                "--data=" + folder.resolve("data"),
                "--out=" + folder.resolve("out")));
        command.addAll(options);
        return new Manager(port, folder, List.copyOf(command));
    }

    /** Kills it and starts it again on what it has left behind. */
    void startAgain() throws IOException {
        startAgain(command);
    }

    /** How many items of the job that it was started with are done. */
    long done() throws IOException {
        return number(get("/status"), "itemsDone");
    }

    /** Bytes of its data folder. */
    long dataBytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(Files::isRegularFile).mapToLong(Manager::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number out of JSON, by the name of its field. */
    static long number(String json, String field) throws IOException {
        Matcher found = Pattern.compile('"' + field + "\" ?: ?(\\d+)").matcher(json);
        if (!found.find()) {
            throw new IOException("no " + field + " in " + json);
        }
        return Long.parseLong(found.group(1));
    }

    /** What it answers. */
    String get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    /** Submits a job of numbers. */
    void submit(String job, String keys) throws IOException {
        send(request("/v1/jobs/" + job)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(keys))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    private static String send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
