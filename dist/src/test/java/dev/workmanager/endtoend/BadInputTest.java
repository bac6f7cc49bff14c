package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.dist.Run;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start meets that cannot be: one line with what to do, the right exit code, nothing changed. */
final class BadInputTest {
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final int CONFIG = 78;
    private static final int INTERNAL = 70;
    private static final int SEGMENT_HEADER = 32;

    @TempDir
    Path folder;

    private Manager manager;

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(folder.resolve("wm-config"), "numeric: 1-100\n");
        manager = new Manager(folder, "-Xmx128m");
    }

    @AfterEach
    void end() {
        manager.close();
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(manager.port(), 1, InetAddress.getLoopbackAddress())) {
            String line = refused(manager.command(), CONFIG);
            assertThat(line).contains(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void aDataFolderThatIsInUse() throws Exception {
        manager.start();
        manager.awaitUp();
        Manager second = new Manager(folder, "-Xmx128m");
        Map<String, String> before = Trees.read(manager.data());
        assertThat(refused(second.command(), CONFIG))
                .contains(
                        "in use",
                        manager.data().toString(),
                        "process " + manager.process().pid());
        assertThat(Trees.read(manager.data())).isEqualTo(before);
        try (Wire wire = new Wire(manager.port())) {
            assertThat(wire.post("/job", "").text()).contains("\"id\":1");
        }
    }

    @Test
    void foldersThatCannotBeWritten() throws Exception {
        for (String name : List.of("data", "out")) {
            Path closed = Files.createDirectories(folder.resolve("closed-" + name));
            Path open = Files.createDirectories(folder.resolve("open-" + name));
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
            List<String> command = new ArrayList<>(manager.command());
            command.replaceAll(word -> word.equals(manager.data().toString()) ? open + "/data" : word);
            command.replaceAll(word -> word.equals(manager.out().toString()) ? open + "/out" : word);
            command.replaceAll(word -> word.equals(open + "/" + name) ? closed.toString() : word);
            command = asAnyUser(command);
            assertThat(refused(command, CONFIG)).contains(closed.toString());
            assertThat(Trees.read(closed)).containsOnlyKeys("");
        }
    }

    @Test
    void aJournalWithAWrongByteInTheMiddle() throws Exception {
        manager.start();
        manager.awaitUp();
        try (Wire wire = new Wire(manager.port())) {
            for (int item = 1; item <= 20; item++) {
                assertThat(wire.post("/job/" + item, "the result of " + item).status())
                        .isEqualTo(200);
            }
        }
        manager.kill();
        Path segment = segment();
        flip(segment, SEGMENT_HEADER + 200);
        Path lock = manager.data().resolve("lock");
        Files.delete(lock);
        Map<String, String> before = Trees.read(folder);
        assertThat(refused(manager.command(), INTERNAL))
                .contains(segment.toString())
                .containsPattern("offset [0-9]+");
        Files.delete(lock);
        assertThat(Trees.read(folder)).isEqualTo(before);
        flip(segment, SEGMENT_HEADER + 200);
        manager.start();
        manager.awaitUp();
        try (Wire wire = new Wire(manager.port())) {
            assertThat(wire.get("/status").text()).contains("\"itemsDone\":20");
        }
    }

    /** Gives the line. */
    private String refused(List<String> command, int code) throws IOException, InterruptedException {
        Run run = Run.of(folder, Map.of("PATH", PATH), command);
        assertThat(run.err().lines()).as(run.err()).hasSize(1).noneMatch(line -> line.contains("Exception"));
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        return run.err();
    }

    /** For root no folder is closed; as nobody it needs a copy of the programs that everybody may read. */
    private List<String> asAnyUser(List<String> command) throws IOException {
        if (!Files.getOwner(folder).getName().equals("root")) {
            return command;
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path programs = folder.resolve("programs");
        if (!Files.exists(programs)) {
            Trees.copy(Run.shipped(), programs);
        }
        List<String> asNobody = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        asNobody.add(programs.resolve("bin/wm-server").toString());
        asNobody.addAll(command.subList(1, command.size()));
        return asNobody;
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.walk(manager.data())) {
            return files.filter(file -> file.toString().endsWith(".wal"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 0x10);
        }
    }
}
