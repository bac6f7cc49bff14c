package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.workmanager.model.ItemState;
import dev.workmanager.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A real power loss, as far as a machine can do it to itself: the store works in a process of its own, on an ext4 image that is
 * mounted by way of a loop device. The process is stopped in the middle of whatever it does, and the image copied: that is what the
 * disk would hold. Everything that was acknowledged before has to be there.
 */
class PowerLossTest {
    private static final int LOSSES = 4;
    private static final int ITEMS_BETWEEN = 500;

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        Path memory = Path.of("/dev/shm");
        folder = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "wm-power-loss")
                : Files.createTempDirectory("wm-power-loss");
    }

    @AfterEach
    void removeFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private LoopImage image() {
        try {
            return LoopImage.make(folder);
        } catch (IOException e) {
            return abort("no loop device can be mounted here: " + e.getMessage());
        }
    }

    @Test
    void whatWasAcknowledgedIsThere() throws IOException, InterruptedException {
        LoopImage image = image();
        work(image, true);
    }

    /** What the test above is worth. */
    @Test
    void withoutSyncsItIsNot() {
        LoopImage image = image();
        assertThatThrownBy(() -> work(image, false)).isInstanceOfAny(AssertionError.class, StoreException.class);
    }

    private void work(LoopImage mounted, boolean syncs) throws IOException, InterruptedException {
        try (LoopImage image = mounted) {
            Process process = start(image.path(), syncs);
            try (BufferedReader acknowledged = process.inputReader(StandardCharsets.US_ASCII)) {
                List<Long> done = new ArrayList<>();
                for (int i = 0; i < LOSSES; i++) {
                    read(acknowledged, done);
                    LoopImage.run("kill", "-STOP", Long.toString(process.pid()));
                    try (LoopImage left = image.afterPowerLoss(folder)) {
                        LoopImage.run("kill", "-CONT", Long.toString(process.pid()));
                        check(left.path(), done);
                    }
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static Process start(Path folder, boolean syncs) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadedProcess.class.getName(),
                        folder.toString(),
                        Boolean.toString(syncs))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void read(BufferedReader acknowledged, List<Long> done) throws IOException {
        for (int i = 0; i < ITEMS_BETWEEN; i++) {
            String line = acknowledged.readLine();
            assertThat(line).as("the process goes on").isNotNull();
            done.add(Long.valueOf(line));
        }
    }

    private static void check(Path left, List<Long> done) throws IOException {
        assertThat(left.resolve("data")).exists();
        try (EmbeddedStore store = EmbeddedStore.open(LoadedProcess.options(left))) {
            List<Long> found = new ArrayList<>();
            store.forEachItem(LoadedProcess.JOB.name(), ItemState.DONE, (index, item) -> found.add(index));
            assertThat(found).containsAll(done);
            for (long id : done) {
                assertThat(left.resolve("out/" + id)).hasBinaryContent(LoadedProcess.result(id));
            }
            StateView view = StateView.of(store);
            assertThat(view.recount()).isEqualTo(view.counts());
        }
    }
}
