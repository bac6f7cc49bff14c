package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness can fail: what it exists to find is found when it is there. */
final class SabotageTest {
    private static final KillRun.Plan PLAN = new KillRun.Plan(400, 2, 0, 3, 1, 5, 5, "-Xmx128m");

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temp.resolve("run"));
    }

    @Test
    @Tag("soak")
    void aJournalThatLostItsTailIsFound() throws Exception {
        List<String> findings = findings((data, kill) -> cutTail(data));
        assertThat(findings).anyMatch(finding -> finding.contains("were acknowledged as done, then the status says"));
        assertThat(findings).anyMatch(finding -> finding.contains("was handed out after it had been acknowledged"));
    }

    @Test
    void aDataFolderThatWasPutBackIsFound() throws Exception {
        List<String> findings = findings((data, kill) -> {
            Path copy = temp.resolve("copy");
            if (kill == 1) {
                Trees.copy(data, copy);
            } else if (kill == PLAN.kills()) {
                Trees.delete(data);
                Trees.copy(copy, data);
            }
        });
        assertThat(findings).anyMatch(finding -> finding.contains("were acknowledged as done, then the status says"));
        assertThat(findings).anyMatch(finding -> finding.contains("several completions of item"));
    }

    @Test
    void wrongResultsAreFound() throws Exception {
        KillRun run = new KillRun(
                folder, new KillRun.Plan(60, 0, 0, 2, 0, 5, 1, "-Xmx128m"), Seed.get(), KillRun.Sabotage.NONE);
        assertThat(run.findings()).isEmpty();
        Path out = folder.resolve("out");
        byte[] second = Files.readAllBytes(out.resolve("2"));
        Files.delete(out.resolve("1"));
        second[100]++;
        Files.write(out.resolve("2"), second);
        Files.copy(out.resolve("4"), out.resolve("3"));
        Files.write(out.resolve("61"), new byte[1]);
        assertThat(new Audit(run.ledger(), out, 60).findings())
                .satisfiesExactlyInAnyOrder(
                        finding -> assertThat(finding).startsWith("the result of item 1 is 0 bytes"),
                        finding -> assertThat(finding).startsWith("the result of item 2 is"),
                        finding -> assertThat(finding).startsWith("the result of item 3 is"),
                        finding -> assertThat(finding).isEqualTo("the out folder holds 61"));
    }

    private List<String> findings(KillRun.Sabotage sabotage) throws Exception {
        return new KillRun(folder, PLAN, Seed.get(), sabotage).findings();
    }

    /** Makes zeros of the last third of what is written in the newest segment, as if it had never been synced. */
    private static void cutTail(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            Path newest = files.filter(file -> file.toString().endsWith(".wal"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(newest);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            try (RandomAccessFile segment = new RandomAccessFile(newest.toFile(), "rw")) {
                segment.seek(end - end / 3);
                segment.write(new byte[end / 3]);
            }
        }
    }
}
