package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in containers, on a real engine. */
final class ComposeTest {
    @TempDir
    Path temp;

    @Test
    void aBatchThatIsDoneAndOneThatFails() throws Exception {
        try (Engine engine = Engine.start(Files.createTempDirectory("wm-engine"))) {
            Path done = copy("done");
            String said = engine.run(
                    0, done, environment(Map.of()), done.resolve("run.sh").toString(), "3");
            assertThat(said).contains("worker_3").endsWith("6057 primes below 60,000\n");
            assertThat(files(done.resolve("out"))).isEqualTo(60);
            assertThat(done.resolve("out/1")).hasContent("168");

            Path failing = copy("failing");
            Files.writeString(failing.resolve("wm-config"), "numeric: 1-4\nattempts: 1\n");
            Path program = failing.resolve("worker/primes.sh");
            Files.writeString(program, "#!/bin/sh\n[ \"$1\" != 2 ] && echo \"$(id -u) $1\"\n");
            Map<String, String> asNobody = environment(Map.of("WM_USER", "1234:1234"));
            for (String folder : new String[] {"data", "out"}) {
                Files.createDirectory(failing.resolve(folder));
                Files.setPosixFilePermissions(failing.resolve(folder), PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            engine.run(1, failing, asNobody, failing.resolve("run.sh").toString());
            assertThat(failing.resolve("out/4")).hasContent("1234 4");
            assertThat(Files.getAttribute(failing.resolve("out/4"), "unix:uid")).isEqualTo(1234);
            assertThat(failing.resolve("out/2")).doesNotExist();
        }
    }

    private static Map<String, String> environment(Map<String, String> more) {
        return Stream.of(Map.of("BASE", Engine.BASE, "WORK_MANAGER_HOME", Served.HOME.toString()), more)
                .flatMap(some -> some.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Path copy(String name) throws Exception {
        return Copied.of("compose", temp.resolve(name)).folder();
    }

    private static long files(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
