package dev.workmanager.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A manager in a container, with the mounts that its image has places for, which may do as little as possible; and workers. */
final class Batch {
    private static final List<String> CONFINED = List.of(
            "--network=batch",
            "--read-only",
            "--cap-drop=ALL",
            "--security-opt=no-new-privileges",
            "--log-driver=json-file");
    private static final int FREE = 12;
    private static final int ALL = 30;

    private final Engine engine;
    private final Path folder;

    /** Lays out what is mounted; the manager's user is another one than this one. */
    Batch(Engine engine, Path folder, String configuration) throws IOException {
        this.engine = engine;
        this.folder = Files.createDirectory(folder);
        Files.writeString(folder.resolve("wm-config"), configuration);
        for (String name : List.of("data", "out")) {
            Files.setPosixFilePermissions(
                    Files.createDirectory(folder.resolve(name)), PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    /** The numbers to {@value #ALL}; from {@value #FREE} on they wait until {@link #open()}. */
    static Batch ofSquares(Engine engine, Path folder, String base) throws Exception {
        Batch batch = new Batch(engine, folder, "numeric: 1-" + ALL + "\nlease: 3s\n");
        Path image = Files.createDirectories(folder.resolve("worker"));
        Files.writeString(image.resolve("square.sh"), """
                #!/bin/sh
                until [ "$1" -le %d ] || [ -e /go/on ]; do
                    sleep 0.1
                done
                echo $(($1 * $1))
                """.formatted(FREE));
        Files.setPosixFilePermissions(image.resolve("square.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(image.resolve("Dockerfile"), """
                FROM %s
                COPY --from=work-manager /opt/wm-wrap /opt/wm-wrap
                COPY square.sh /bin/
                USER 1234:1234
                ENTRYPOINT ["/opt/wm-wrap/bin/wm-wrap", "--server", "http://manager:8080", "--", "square.sh"]
                """.formatted(base));
        engine.docker("build", "-q", "-t", "square", image.toString());
        return batch;
    }

    void startManager(List<String> flags, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("run", "-d", "--name=manager"));
        command.addAll(CONFINED);
        command.addAll(flags);
        command.add("-v=" + folder.resolve("wm-config") + ":/var/work-manager/config/wm-config:ro");
        command.add("-v=" + folder.resolve("data") + ":/var/work-manager/data");
        command.add("-v=" + folder.resolve("out") + ":/var/work-manager/out");
        command.add(Images.MANAGER);
        command.addAll(List.of(arguments));
        engine.docker(command);
    }

    void startWorker(String name) throws Exception {
        List<String> command = new ArrayList<>(List.of("run", "-d", "--name=" + name, "--tmpfs=/tmp"));
        command.addAll(CONFINED);
        command.add("-v=" + Files.createDirectories(folder.resolve("go")) + ":/go:ro");
        command.add("square");
        engine.docker(command);
    }

    void awaitFirstResults() throws Exception {
        await("the first results", () -> results().size() >= FREE);
    }

    void awaitHealthy() throws Exception {
        await(
                "healthy",
                () -> engine.docker("inspect", "-f", "{{.State.Health.Status}}", "manager")
                        .equals("healthy"));
    }

    void open() throws IOException {
        Files.createFile(folder.resolve("go/on"));
    }

    /** Takes an item as curl would, once the manager is up; the answer. */
    String take() throws Exception {
        String post = "until wget -q -O - --post-data= http://127.0.0.1:8080/job; do sleep 0.1; done 2>/dev/null";
        return engine.docker("exec", "manager", "sh", "-c", post);
    }

    void checkResults() throws IOException {
        assertThat(results()).hasSize(ALL);
        for (int i = 1; i <= ALL; i++) {
            assertThat(folder.resolve("out/" + i)).hasContent(String.valueOf(i * i));
        }
    }

    private List<String> results() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("not within a minute: " + what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
