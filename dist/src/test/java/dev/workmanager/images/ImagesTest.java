package dev.workmanager.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.dist.NetworkLock;
import dev.workmanager.images.Images.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The images, and the examples that use them, on one engine: made in both ways, pushed and pulled, and run as users run them. */
final class ImagesTest {
    private static final String VERSION = System.getProperty("wm.version", "0.1.0");
    private static final Deque<Closing> OPEN = new ArrayDeque<>();

    private static Path folder;
    private static Engine engine;
    private static Images images;
    private static Packing packing;
    private static boolean loaded;

    private Path work;

    @BeforeAll
    static void make() throws Exception {
        Engine.need("dockerd", "docker", "docker-compose", "docker-registry", "busybox", "setpriv", "mvn");
        OPEN.push(NetworkLock.take()::close);
        folder = Files.createTempDirectory("wm-engine");
        engine = Engine.start(folder);
        OPEN.push(engine::close);
        Registry registry = Registry.start(folder);
        OPEN.push(registry::close);
        images = new Images(engine, registry);
        packing = images.pack(folder.resolve("packed"));
        images.build();
    }

    @AfterAll
    static void close() throws Exception {
        for (Closing open : OPEN) {
            open.close();
        }
    }

    private interface Closing {
        void close() throws Exception;
    }

    @BeforeEach
    void makeFolder() throws Exception {
        work = Files.createTempDirectory("wm images");
        engine.docker("network", "create", "batch");
    }

    @AfterEach
    void remove() throws Exception {
        engine.clear();
        assertThat(new ProcessBuilder("rm", "-rf", work.toString()).start().waitFor())
                .isZero();
    }

    /** From now on our images are those that were made in this way. */
    private static void use(Way way) throws Exception {
        if (way == Way.JIB && !loaded) {
            packing.load(engine);
            loaded = true;
        }
        for (String name : List.of(Images.MANAGER, Images.WRAPPER)) {
            engine.docker("tag", way.of(name), name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBatchGoesOnWhateverIsKilled(Way way) throws Exception {
        use(way);
        Batch batch = Batch.ofSquares(engine, work.resolve("batch"), images.base());
        batch.startManager(health(way));
        List<String> workers = List.of("worker-1", "worker-2", "worker-3");
        for (String worker : workers) {
            batch.startWorker(worker);
        }
        batch.awaitFirstResults();
        engine.docker("kill", "-s", "KILL", workers.get(0));
        engine.docker("stop", "-t", "60", "manager");
        assertThat(engine.docker("wait", "manager")).isEqualTo("143");
        engine.docker("start", "manager");
        engine.docker("kill", "-s", "KILL", "manager");
        engine.docker("start", "manager");
        batch.awaitHealthy();
        batch.open();
        assertThat(engine.docker("wait", "manager")).isEqualTo("0");
        for (String worker : workers.subList(1, 3)) {
            assertThat(engine.docker("wait", worker)).isEqualTo("0");
        }
        batch.checkResults();
    }

    /** The check of the Dockerfile's image is its own; the other has none (docs/images.md). */
    private static List<String> health(Way way) {
        return way == Way.DOCKERFILE
                ? List.of("--health-interval=1s")
                : List.of("--health-cmd=wm ready", "--health-interval=1s");
    }

    @Test
    void whatWasTakenStaysTakenUntilWipe() throws Exception {
        use(Way.DOCKERFILE);
        Batch batch = new Batch(engine, work.resolve("wipe"), "numeric: 1-2\n");
        batch.startManager(List.of());
        assertThat(batch.take()).contains("\"id\":1");
        engine.docker("restart", "manager");
        assertThat(batch.take()).contains("\"id\":2");
        engine.docker("rm", "-f", "manager");
        batch.startManager(List.of(), "--wipe");
        assertThat(batch.take()).contains("\"id\":1");
    }

    /** Switched to insisting on it, the JVM would not start without what makes it fast. */
    @ParameterizedTest
    @EnumSource
    void startsFast(Way way) throws Exception {
        use(way);
        boolean old = Files.exists(Path.of("target/runtime/wm-wrap/lib/wm-wrap.jsa"));
        String insist = "WM_JAVA_OPTIONS=" + (old ? "-Xshare:on" : "-XX:AOTMode=on");
        String programs = "wm --version && wm-wrap --version && wm-server serve --help >/dev/null";
        engine.docker("run", "--rm", "-e", insist, "--entrypoint=sh", Images.MANAGER, "-c", programs);
        engine.docker("run", "--rm", "-e", insist, Images.WRAPPER, "--version");
    }

    @Test
    void areTheSameInBothWays() throws Exception {
        use(Way.JIB);
        for (String name : List.of(Images.MANAGER, Images.WRAPPER)) {
            assertThat(described(Way.JIB.of(name))).isEqualTo(described(Way.DOCKERFILE.of(name)));
        }
        assertThat(described(Images.MANAGER)).contains("image.version:" + VERSION);
    }

    /** Files with owners and modes; but Jib makes files of the links between licences. */
    private static String described(String image) throws Exception {
        String settings = engine.docker(
                "inspect",
                "-f",
                "{{.Config.User}} {{.Config.WorkingDir}} {{.Config.Entrypoint}} {{.Config.Cmd}} {{.Config.ExposedPorts}}"
                        + " {{.Config.Labels}} {{join .Config.Env \" \"}}",
                image);
        // The wrapper's has no /var.
        String find = "find /opt /var -path '*/legal' -prune -o -exec stat -c '%n %a %u %g' {} + 2>/dev/null | sort";
        List<String> command = List.of("docker", "run", "--rm", "--network=none", "--entrypoint=sh", image, "-c", find);
        return sorted(settings) + "\n" + engine.run(0, folder, command);
    }

    private static String sorted(String words) {
        return String.join(" ", List.of(words.split(" ")).stream().sorted().toList());
    }

    @Test
    void theExampleWithPrimes() throws Exception {
        use(Way.JIB);
        Compose compose = Compose.of(engine, "compose", work.resolve("primes"), images.base());
        compose.up(0);
        assertThat(compose.sum("out")).isEqualTo(6057);
        compose.checkOwner("data", "out", "out/1");
    }

    @Test
    void theExampleWithTests() throws Exception {
        use(Way.DOCKERFILE);
        Compose compose = Compose.of(engine, "tests", work.resolve("tests"), images.base());
        Path program = compose.folder().resolve("roman.sh");
        Files.writeString(program, Files.readString(program).replace(" 4:IV ", " "));
        assertThat(compose.up(1)).contains("item 3 (tests/subtractive.sh): exit code 1");
        compose.checkOwner("data", "out", "data/failed.tsv");
        assertThat(compose.folder().resolve("data/failed.tsv")).content().contains("tests/subtractive.sh");
        compose.run(0, "run", "-d", "--name", "asked", "manager", "--keep");
        engine.docker("exec", "asked", "sh", "-c", "until wm ready; do sleep 0.1; done");
        assertThat(engine.docker("exec", "asked", "wm", "items", "failed")).contains("tests/subtractive.sh");
        assertThat(engine.docker("exec", "asked", "wm", "log", "3")).contains("but was 'IIII'");
    }
}
