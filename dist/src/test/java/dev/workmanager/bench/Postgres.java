package dev.workmanager.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL cluster of our own, with its usual, durable settings; as another user than root, who it refuses. */
final class Postgres extends Server {
    private final Path programs;

    private Postgres(Path programs, int port, Path data) throws IOException {
        super(
                "postgresql",
                port,
                data.resolveSibling("log"),
                asNobody(
                        programs.resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=200"));
        this.programs = programs;
    }

    /** The folder of its programs: those of the newest version. */
    static Optional<Path> programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(java.util.Comparator.naturalOrder());
        }
    }

    /** @param items how many there are to be taken */
    static Postgres start(Path programs, Path folder, int items) throws IOException, InterruptedException {
        Path data = Files.createDirectories(folder).toAbsolutePath().resolve("data");
        run(
                folder,
                asNobody(
                        programs.resolve("initdb").toString(), "-D", data.toString(), "-U", "postgres", "-A", "trust"));
        Postgres server = new Postgres(programs, freePort(), data);
        server.awaitReady();
        server.query("CREATE TABLE items (id bigint PRIMARY KEY, state smallint NOT NULL)");
        server.query("INSERT INTO items SELECT n, 0 FROM generate_series(1, " + items + ") n");
        server.query("CREATE INDEX pending ON items (id) WHERE state = 0");
        server.query("VACUUM ANALYZE items");
        return server;
    }

    /** Its port is open before it takes anybody in. */
    private void awaitReady() throws IOException, InterruptedException {
        String ask = programs.resolve("pg_isready") + " -q -h 127.0.0.1 -p " + port();
        run(Path.of("."), List.of("sh", "-c", "until " + ask + "; do sleep 0.1; done"));
    }

    private void query(String sql) throws IOException, InterruptedException {
        run(
                Path.of("."),
                List.of(
                        programs.resolve("psql").toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port()),
                        "-U",
                        "postgres",
                        "-q",
                        "-c",
                        sql));
    }

    /** Within a namespace of its own root is nobody, to whom the files still belong. */
    private static List<String> asNobody(String... command) {
        boolean root = System.getProperty("user.name", "").equals("root");
        return Stream.concat(root ? Stream.of("unshare", "-U") : Stream.empty(), Stream.of(command))
                .toList();
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "run", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": " + Files.readString(log));
        }
        Files.delete(log);
    }
}
