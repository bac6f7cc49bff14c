package dev.workmanager.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of an example in containers, which belongs to somebody who is not root.
 *
 * @param engine where it runs
 * @param folder where it lies
 * @param base what its workers' image is made of
 */
record Compose(Engine engine, Path folder, String base) {
    private static final int OWNER = 4321;

    /** Copies what is shipped of an example: not what running it leaves behind. */
    static Compose of(Engine engine, String example, Path to, String base) throws Exception {
        Path from = Path.of("../examples").resolve(example).toAbsolutePath();
        engine.run(0, Path.of("/"), List.of("cp", "-R", from.toString(), to.toString()));
        for (String left : List.of("data", "out")) {
            engine.run(0, to, List.of("rm", "-rf", left));
        }
        engine.run(0, to, List.of("chown", "-R", OWNER + ":" + OWNER, "."));
        return new Compose(engine, to, base);
    }

    /** As its README says, as far as docker-compose 1 has the same options; what was said. */
    String up(int code) throws Exception {
        return run(code, "up", "--build", "--scale", "worker=3", "--exit-code-from", "manager");
    }

    String run(int code, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "BASE=" + base, "docker-compose"));
        command.addAll(List.of(arguments));
        return engine.run(code, folder, command);
    }

    void checkOwner(String... files) throws IOException {
        for (String file : files) {
            assertThat(Files.getAttribute(folder.resolve(file), "unix:uid"))
                    .as(file)
                    .isEqualTo(OWNER);
        }
    }

    /** Of all results. */
    long sum(String results) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(results))) {
            return files.filter(Files::isRegularFile).mapToLong(Compose::number).sum();
        }
    }

    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
