package dev.workmanager.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Our two images, each made in both ways; and a base to make them of, taken from this machine. */
final class Images {
    static final String MANAGER = "work-manager";
    static final String WRAPPER = "work-manager-wrap";
    private static final Path RUNTIME = Path.of("target/runtime").toAbsolutePath();
    private static final Path SOURCES = Path.of("images").toAbsolutePath();

    private final Engine engine;
    private final Registry registry;
    private final String base;

    Images(Engine engine, Registry registry) throws Exception {
        this.engine = engine;
        this.registry = registry;
        this.base = makeBase();
    }

    /** The base, by its digest. */
    String base() {
        return base;
    }

    private String makeBase() throws Exception {
        Path files = Files.createTempFile("base", ".tar");
        Path script = Path.of("src/test/resources/base-image.sh").toAbsolutePath();
        Process process = new ProcessBuilder(
                        script.toString(),
                        RUNTIME.resolve("work-manager/runtime").toString())
                .redirectOutput(files.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        String name = registry.name() + "/base";
        engine.docker("import", "-c", "ENV PATH=/usr/local/bin:/usr/bin:/bin", files.toString(), name);
        Files.delete(files);
        engine.docker("push", "-q", name);
        return engine.docker("inspect", "-f", "{{index .RepoDigests 0}}", name);
    }

    /** Begins to make both without the engine. */
    Packing pack(Path folder) throws IOException {
        return Packing.begin(base, folder);
    }

    /** As the Dockerfile has them; the manager's has been in the registry. */
    void build() throws Exception {
        for (String name : List.of(MANAGER, WRAPPER)) {
            engine.docker(
                    "build",
                    "-q",
                    "-f",
                    SOURCES.resolve("Dockerfile").toString(),
                    "--build-arg",
                    "BASE=" + base,
                    "--target",
                    name,
                    "-t",
                    Way.DOCKERFILE.of(name),
                    RUNTIME.toString());
        }
        String pushed = registry.name() + "/" + MANAGER;
        engine.docker("tag", Way.DOCKERFILE.of(MANAGER), pushed);
        engine.docker("push", "-q", pushed);
        engine.docker("rmi", "-f", pushed, Way.DOCKERFILE.of(MANAGER));
        engine.docker("pull", "-q", pushed);
        engine.docker("tag", pushed, Way.DOCKERFILE.of(MANAGER));
    }

    /** How images are made. */
    enum Way {
        DOCKERFILE("dockerfile/"),
        JIB("jib/");

        private final String prefix;

        Way(String prefix) {
            this.prefix = prefix;
        }

        /** What the image of this name is called that was made in this way. */
        String of(String name) {
            return prefix + name;
        }
    }
}
