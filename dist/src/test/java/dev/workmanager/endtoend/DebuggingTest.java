package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.dist.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking into one item: {@code wm-wrap --dry-run}, and {@code --once --id}. */
final class DebuggingTest {
    @TempDir
    private Path folder;

    private Manager manager;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("wm-config"), "list:\nplain\nit's a $(reboot) ü\n-n \"x\"\n");
        Path program = folder.resolve("crunch.sh");
        Files.writeString(
                program,
                "#!/bin/sh\nprintf '<%s>' \"$@\" \"$WM_ID\" \"$WM_DATA\" \"$OWN\" \"${WM_SERVER-none}\"; cat\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        manager = new Manager(folder, "-Xmx96m");
        manager.start();
        manager.awaitUp();
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    private Run wrap(String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH",
                "/usr/local/bin:/usr/bin:/bin",
                "JAVA_HOME",
                System.getProperty("java.home"),
                "OWN",
                "its own"));
        List<String> command =
                new ArrayList<>(List.of(Run.program("wm-wrap").toString(), "--server", "127.0.0.1:" + manager.port()));
        command.addAll(List.of(arguments));
        return Run.of(folder, environment, command);
    }

    private Run inAShell(List<String> script) throws Exception {
        Map<String, String> environment =
                Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "OWN", "its own", "WM_ONCE", "1");
        return Run.of(folder, environment, List.of("/bin/sh", "-c", String.join("\n", script)));
    }

    @Test
    void whatIsShownIsWhatWouldBeRun() throws Exception {
        for (int id = 1; id <= 3; id++) {
            Run shown = wrap("--dry-run", "--id", Integer.toString(id), "./crunch.sh");
            assertThat(shown.err()).isEmpty();
            assertThat(shown.code()).isZero();
            assertThat(shown.out()).first().asString().startsWith("# item " + id + " of job 'default', attempt 1");
            Run real = wrap("--once", "--id", Integer.toString(id), "./crunch.sh");
            assertThat(inAShell(shown.out()).out()).isEqualTo(real.out());
            assertThat(real.out()).first().asString().startsWith("<" + id + ">").endsWith("<its own><none>");
        }
    }

    @Test
    void itTakesTheNextItemWhereNoneIsNamedAndTellsWhatIsRead() throws Exception {
        Run shown = wrap("--dry-run", "--pass=stdin", "-j", "4", "--", "./crunch.sh", "a b");
        assertThat(shown.out()).contains("printf %s plain | env \\", "    ./crunch.sh 'a b'", "    WM_ATTEMPT=1 \\");
        assertThat(inAShell(shown.out()).out()).containsExactly("<a b><1><plain><its own><none>plain");
        try (Wire wire = new Wire(manager.port())) {
            assertThat(wire.get("/status").text()).contains("\"itemsInProgress\":[]", "\"itemsPending\":3");
        }
        Run missing = wrap("--dry-run", "no-such-program");
        assertThat(missing.code()).isEqualTo(127);
        assertThat(missing.out()).last().asString().isEqualTo("    no-such-program 1 plain");
        assertThat(missing.err()).contains("no-such-program: not found");
    }

    @Test
    void theItemThatIsNamedIsTakenOrTheReasonIsTold() throws Exception {
        Run third = wrap("--once", "--id=3", "./crunch.sh");
        assertThat(third.code()).as(third.err()).isZero();
        assertThat(third.out()).first().asString().startsWith("<3><-n \"x\">");
        assertThat(manager.out().resolve("3")).exists();
        Run again = wrap("--once", "--id=3", "./crunch.sh");
        assertThat(again.code()).isEqualTo(75);
        assertThat(again.err()).contains("item 3 of job 'default' cannot be handed out now: it is done");
        Run unknown = wrap("--once", "--id=4", "./crunch.sh");
        assertThat(unknown.code()).isEqualTo(64);
        assertThat(unknown.err()).contains("there is no item 4 in job 'default'");
        Run otherJob = wrap("--once", "--id=4", "--job=none", "./crunch.sh");
        assertThat(otherJob.code()).isEqualTo(64);
        assertThat(otherJob.err()).contains("there is no job 'none'");
        Run alone = wrap("--id=2", "./crunch.sh");
        assertThat(alone.code()).isEqualTo(64);
        assertThat(alone.err()).contains("--id (WM_ONCE_ID) goes with --once or --dry-run");
    }

    @Test
    void withoutAManagerItSaysSo() throws Exception {
        manager.kill();
        Run shown = wrap("--dry-run", "--give-up-after=0s", "./crunch.sh");
        assertThat(shown.code()).isEqualTo(69);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).contains("127.0.0.1:" + manager.port());
    }
}
