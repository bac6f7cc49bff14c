package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wm-server serve} as people and scripts meet it. */
final class ServeProcessTest {
    private static final String[] ANYWHERE = {"serve", "--host", "127.0.0.1", "--port", "0"};

    @TempDir
    private Path folder;

    private ServerProcess serve(String... more) {
        String[] arguments = new String[ANYWHERE.length + more.length];
        System.arraycopy(ANYWHERE, 0, arguments, 0, ANYWHERE.length);
        System.arraycopy(more, 0, arguments, ANYWHERE.length, more.length);
        return ServerProcess.start(folder, arguments);
    }

    @Test
    void endsByItselfWhenAllIsDone() throws IOException {
        Files.writeString(folder.resolve("wm-config"), "# two items\nlist:\nfirst\nsecond\n");
        try (ServerProcess server = serve()) {
            assertThat(server.post("/job", "")).isEqualTo("{\"status\":\"up\",\"id\":1,\"data\":\"first\"}");
            assertThat(server.post("/job/1", "one")).isEqualTo("{\"status\":\"up\",\"id\":2,\"data\":\"second\"}");
            assertThat(server.post("/job/2", "two")).isEqualTo("{\"status\":\"done\"}");
            assertThat(server.post("/job", "")).as("while it lingers").isEqualTo("{\"status\":\"done\"}");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.output()).contains("a new job: list").contains("all 2 items done; results in out");
        }
        assertThat(folder.resolve("out/1")).hasContent("one");
        assertThat(folder.resolve("out/2")).hasContent("two");
        try (ServerProcess again = serve("--linger=1s")) {
            assertThat(again.awaitExit()).isZero();
            assertThat(again.output())
                    .contains("has ended already: 2 of 2 items done")
                    .contains("--data");
        }
    }

    @Test
    void goesOnWhereItWasAfterAKill() {
        try (ServerProcess server = serve("--numeric", "0-2")) {
            server.post("/job", "");
            server.post("/job/0", "zero");
            server.signal("KILL");
            assertThat(server.awaitExit()).isEqualTo(137);
        }
        try (ServerProcess again = serve("--numeric", "0-2")) {
            assertThat(again.post("/job", "")).isEqualTo("{\"status\":\"up\",\"id\":2}");
            assertThat(again.output())
                    .contains("goes on: 1 of 3 items done (33%), 1 running")
                    .contains("--wipe");
        }
        try (ServerProcess wiped = serve("--numeric", "0-2", "--wipe")) {
            assertThat(wiped.post("/job", "")).isEqualTo("{\"status\":\"up\",\"id\":1}");
            assertThat(wiped.output()).contains("--wipe: 2 items");
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void aSignalStopsIt(String signal, int code) {
        try (ServerProcess server = serve("--numeric", "0-2")) {
            server.post("/job", "");
            server.signal(signal);
            assertThat(server.awaitExit()).isEqualTo(code);
            assertThat(server.output()).contains("stopping on SIG" + signal).contains("0 of 3 items done");
        }
    }

    @Test
    void aSignalWhileItLingersLeavesTheCodeAsItIs() {
        try (ServerProcess server = serve("--numeric", "0-0", "--linger", "60s")) {
            // A worker that will never be told keeps it waiting.
            server.post("/v1/exchange", "{\"worker\":\"w\",\"slot\":0,\"number\":1,\"take\":0}");
            server.post("/job/0", "x");
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.output()).contains("all 1 items done");
        }
    }

    @Test
    void tellsWhatHasFailedAndTriesItAgain() throws IOException {
        Files.writeString(folder.resolve("wm-config"), "attempts: 1\nlist:\ngood\nb\tad\n");
        try (ServerProcess server = serve()) {
            server.post("/job", "");
            String taken = server.post("/v1/exchange", "{\"worker\":\"w\",\"slot\":0,\"number\":1,\"take\":1}");
            server.post("/job/1", "");
            String token = taken.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
            String failed = server.post(
                    "/v1/exchange",
                    "{\"worker\":\"w\",\"slot\":0,\"number\":2,\"take\":1,\"ended\":[{\"token\":\"" + token
                            + "\",\"end\":\"failed\",\"exit\":3,\"stderr\":\"first line\\nno such thing\\n\"}]}");
            assertThat(failed).contains("\"finished\"");
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.output())
                    .contains("1 of 2 items done, 1 failed")
                    .contains("item 2 (b?ad): exit 3: no such thing")
                    .contains("--retry-failed");
        }
        assertThat(folder.resolve(".work-manager/failed.tsv"))
                .hasContent("id\tdata\tended\tattempts\tstderr\n2\tb\\tad\texit 3\t1\tno such thing\n");
        try (ServerProcess again = serve("--linger=1s")) {
            assertThat(again.awaitExit()).as("nothing has changed").isEqualTo(1);
        }
        try (ServerProcess again = serve("--retry-failed", "--linger=1s")) {
            assertThat(again.post("/job", "")).isEqualTo("{\"status\":\"up\",\"id\":2,\"data\":\"b\\tad\"}");
            again.post("/job/2", "at last");
            assertThat(again.awaitExit()).isZero();
        }
        assertThat(folder.resolve(".work-manager/failed.tsv")).doesNotExist();
    }

    @Test
    void countsResultsThatAreThereAlready() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/0"), "old");
        Files.writeString(folder.resolve("out/1"), "old");
        try (ServerProcess server = serve("--numeric", "0-1")) {
            server.post("/job/0", "new");
            server.post("/job/1", "");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.output()).contains("out has 2 results already");
        }
        assertThat(folder.resolve("out/0")).hasContent("new");
        assertThat(folder.resolve("out/1")).doesNotExist();
    }

    @Test
    void takesItsOptionsFromVariablesToo() throws IOException {
        Files.writeString(folder.resolve("items"), "a\nb\n");
        Map<String, String> variables = Map.of(
                "WM_LIST_FILE", "items",
                "WM_DATA_DIR", "d",
                "WM_OUT_DIR", "o",
                "WM_HOST", "127.0.0.1",
                "WM_PORT", "tcp://10.0.0.7:80",
                "WM_UNHEARD_OF", "1",
                "WM_LINGER", "0");
        try (ServerProcess server = ServerProcess.start(folder, variables, "serve", "--port", "0")) {
            server.post("/job/1", "one");
            server.post("/job/2", "two");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.output()).doesNotContain("ignored");
        }
        assertThat(folder.resolve("o/2")).hasContent("two");
        assertThat(folder.resolve("d/journal")).exists();
    }

    @Test
    void aPortThatKubernetesMeansIsIgnored() {
        Map<String, String> variables = Map.of("WM_PORT", "tcp://10.0.0.7:80", "WM_NUMERIC", "0-0");
        try (ServerProcess server = ServerProcess.start(folder, variables, "run", "--", "true")) {
            assertThat(server.awaitExit()).isZero();
            assertThat(server.output()).contains("WM_PORT=tcp://10.0.0.7:80 is ignored");
        }
    }

    @Test
    void aPortThatIsTakenChangesNothing() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerProcess server = ServerProcess.start(
                        folder,
                        "serve",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "" + taken.getLocalPort(),
                        "--numeric",
                        "0-1")) {
            assertThat(server.awaitExit()).isEqualTo(78);
            assertThat(server.output())
                    .isEqualTo("wm-server: cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": Address already in use; end what uses it, or choose another with --host and --port");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsInUseIsLeftAlone() {
        try (ServerProcess first = serve("--numeric", "0-1")) {
            first.url();
            try (ServerProcess second = serve("--numeric", "0-1")) {
                assertThat(second.awaitExit()).isEqualTo(78);
                assertThat(second.output()).contains(".work-manager").hasLineCount(1);
            }
            assertThat(first.post("/job", "")).contains("up");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        try (ServerProcess server = serve("--numeric", "0-1", "--data", "file/data")) {
            assertThat(server.awaitExit()).isEqualTo(78);
            assertThat(server.output()).contains("file/data").contains("--data").hasLineCount(1);
        }
    }

    @Test
    void anotherJobsFolderIsNotMixedUp() {
        try (ServerProcess first = serve("--numeric", "0-0")) {
            first.post("/job/0", "");
            assertThat(first.awaitExit()).isZero();
        }
        try (ServerProcess second = serve("--numeric", "0-9")) {
            assertThat(second.awaitExit()).isEqualTo(78);
            assertThat(second.output()).contains("0-0").contains("0-9").hasLineCount(1);
        }
    }

    @Test
    void everyErrorOfAConfigurationIsShownAtOnce() throws IOException {
        Files.writeString(folder.resolve("wm-config"), "atempts: 3\nbackoff: soon\nnumeric: 9-0\n");
        try (ServerProcess server = serve()) {
            assertThat(server.awaitExit()).isEqualTo(78);
            assertThat(server.output().lines())
                    .hasSize(3)
                    .allMatch(line -> line.matches("wm-server: wm-config:[123]: .*"));
        }
        assertThat(folder.resolve(".work-manager")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "serve --port 80000, 64, --port",
        "serve --lingr 3s, 64, --linger",
        "serve --linger soon, 64, --linger",
        "srve, 64, serve",
        "run --numeric 0-1, 64, no command",
        "run --numeric 0-1 -j 0 -- true, 64, --slots",
        "run --numeric 0-1 -- ./no-such-program, 64, no-such-program",
        "serve --numeric 0-1 --numeric 0-2, 64, --numeric",
        "serve --host no.such.host.invalid --numeric 0-1, 78, no.such.host.invalid",
        "serve, 78, wm-config",
        "--version, 0, wm-server 0",
        "--help, 0, Commands",
        "run --help, 0, Examples",
    })
    void answersOnTheCommandLine(String arguments, int code, String said) {
        try (ServerProcess server = ServerProcess.start(folder, arguments.split(" "))) {
            assertThat(server.awaitExit()).isEqualTo(code);
            assertThat(server.output()).contains(said).doesNotContain("\tat ");
        }
    }
}
