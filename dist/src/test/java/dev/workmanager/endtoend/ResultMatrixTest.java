package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.dist.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What programs give back, through wm-wrap and manager into the out folder: byte for byte, or not at all. */
final class ResultMatrixTest {
    private static final int CUT = 5_000_000;

    @TempDir
    private Path folder;

    private Manager manager;
    private Path said;

    @BeforeEach
    void begin() throws IOException {
        said = folder.resolve("said");
        manager = new Manager(folder, "-Xmx64m");
    }

    @AfterEach
    void end() {
        manager.close();
    }

    private void serve(int items) throws Exception {
        Files.writeString(folder.resolve("wm-config"), "numeric: 1-" + items + "\n");
        manager.start();
        manager.awaitUp();
    }

    private Process wrap(String javaOptions, String script) throws IOException {
        Path program = folder.resolve("program.sh");
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Run.start(
                folder,
                Map.of("WM_SERVER", "127.0.0.1:" + manager.port(), "WM_JAVA_OPTIONS", javaOptions),
                List.of(Run.program("wm-wrap").toString(), program.toString()),
                said);
    }

    private void requireDone(Process wrapper) throws Exception {
        try {
            assertThat(wrapper.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(wrapper.exitValue()).as(Files.readString(said)).isZero();
            assertThat(manager.process().waitFor()).isZero();
        } finally {
            wrapper.destroyForcibly();
        }
    }

    private void awaitSaid(String words) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(said).contains(words)) {
            assertThat(System.nanoTime() - until).as(Files.readString(said)).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Test
    void whatIsWrittenIsTheResultHoweverTheProgramLeavesItsOutput() throws Exception {
        Path bytes = folder.resolve("bytes");
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Files.write(bytes, all);
        serve(6);
        requireDone(wrap("", """
                case $1 in
                    1) ;;
                    2) printf x ;;
                    3) cat '%s' ;;
                    4) printf closed; exec >&- 2>&-; sleep 0.2 ;;
                    5) printf parent; (sleep 3; printf later) & ;;
                    6) printf half; printf file >"$WM_RESULT_FILE" ;;
                esac
                """.formatted(bytes)));
        assertThat(manager.out().resolve("1")).doesNotExist();
        assertThat(manager.out().resolve("2")).hasContent("x");
        assertThat(manager.out().resolve("3")).hasBinaryContent(all);
        assertThat(manager.out().resolve("4")).hasContent("closed");
        assertThat(manager.out().resolve("5")).hasContent("parent");
        assertThat(manager.out().resolve("6")).hasContent("file");
    }

    @Test
    void aLargeOneFasterThanTheNetworkTakesNoMemory() throws Exception {
        large(100L << 20);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void aGibibyteTakesNoMemoryEither() throws Exception {
        large(1L << 30);
    }

    private void large(long size) throws Exception {
        serve(1);
        requireDone(wrap("-Xmx64m", "yes 'a line of it' | head -c " + size + "\n"));
        Path result = manager.out().resolve("1");
        assertThat(result).hasSize(size);
        byte[] line = "a line of it\n".getBytes(StandardCharsets.US_ASCII);
        byte[] block = new byte[line.length * 65_536];
        long at = 0;
        try (InputStream in = Files.newInputStream(result)) {
            for (int read = in.readNBytes(block, 0, block.length);
                    read > 0;
                    read = in.readNBytes(block, 0, block.length)) {
                for (int i = 0; i < read; i++) {
                    if (block[i] != line[i % line.length]) {
                        throw new AssertionError("byte " + (at + i) + " of the result is another one");
                    }
                }
                at += read;
            }
        }
    }

    /** A program that does not look whether it could write. */
    @Test
    void anOutputThatADiskCutShortIsNoResult() throws Exception {
        try (SmallDisk disk = SmallDisk.inMemory(folder.resolve("spools"), 2)) {
            serve(1);
            Process wrapper =
                    wrap("-Djava.io.tmpdir=" + disk.folder(), "head -c " + CUT + " /dev/zero 2>/dev/null\nexit 0\n");
            awaitSaid("there is no room left in ");
            assertThat(manager.out().resolve("1")).doesNotExist();
            disk.grow(64);
            requireDone(wrapper);
            assertThat(manager.out().resolve("1")).hasSize(CUT);
            assertThat(Files.readString(said)).contains("item 1: given back: there is no room left in ");
        }
    }
}
