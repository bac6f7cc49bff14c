package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.process.Scratch;
import dev.workmanager.protocol.HandedItem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ItemEnvironmentTest {
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path folder;

    private Scratch scratch;
    private AttemptFiles files;

    @BeforeEach
    void makeFiles() {
        scratch = Scratch.open(folder, new SecureRandom(), line -> {});
        files = new AttemptFiles(scratch, "0-0");
    }

    @AfterEach
    void removeFiles() throws IOException {
        files.close();
        scratch.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theItemIsThere() {
        ItemEnvironment.apply(
                environment,
                new HandedItem("t", "weekly", 3, 2, "a b", 4, 5, 30_000, null),
                new Holder("w1", 6),
                files,
                Handing.DEFAULT);
        assertThat(environment)
                .containsOnly(
                        Map.entry("WM_ID", "3"),
                        Map.entry("WM_DATA", "a b"),
                        Map.entry("WM_JOB", "weekly"),
                        Map.entry("WM_INDEX", "2"),
                        Map.entry("WM_ATTEMPT", "4"),
                        Map.entry("WM_ATTEMPTS", "5"),
                        Map.entry("WM_WORKER", "w1"),
                        Map.entry("WM_SLOT", "6"),
                        Map.entry("WM_TMPDIR", files.tmpDir().toString()),
                        Map.entry("WM_RESULT_FILE", files.resultFile().toString()),
                        Map.entry("WM_PROGRESS", files.progressFile().toString()));
        assertThat(files.tmpDir()).isEmptyDirectory().isAbsolute();
        assertThat(files.resultFile()).doesNotExist().isAbsolute();
        assertThat(files.progressFile()).doesNotExist().isAbsolute();
    }

    @Test
    void whatDoesNotApplyIsTakenOutAndNotInherited() {
        environment.put("WM_DATA", "of the item that we run in ourselves");
        ItemEnvironment.apply(
                environment,
                new HandedItem("t", "default", 3, 3, null, 1, 3, 30_000, null),
                new Holder("w1", 0),
                files,
                Handing.DEFAULT);
        assertThat(environment).doesNotContainKey("WM_DATA");
    }

    @Test
    void otherSystemsNamesCountAsTheyDoThere() {
        HandedItem item = new HandedItem("t", "weekly", 105, 5, "a b", 2, 5, 30_000, null);
        ItemEnvironment.apply(environment, item, new Holder("w1", 6), files, new Handing(Pass.ARGS, true));
        environment.keySet().removeIf(name -> name.startsWith("WM_"));
        assertThat(environment)
                .containsOnly(
                        Map.entry("PARALLEL_SEQ", "6"),
                        Map.entry("PARALLEL_JOBSLOT", "7"),
                        Map.entry("SLURM_ARRAY_TASK_ID", "105"),
                        Map.entry("SGE_TASK_ID", "105"),
                        Map.entry("PBS_ARRAY_INDEX", "105"),
                        Map.entry("LSB_JOBINDEX", "105"),
                        Map.entry("HQ_TASK_ID", "105"),
                        Map.entry("HQ_ENTRY", "a b"),
                        Map.entry("JOB_COMPLETION_INDEX", "5"),
                        Map.entry("AWS_BATCH_JOB_ARRAY_INDEX", "5"),
                        Map.entry("AWS_BATCH_JOB_ATTEMPT", "2"),
                        Map.entry("CLOUD_RUN_TASK_INDEX", "5"),
                        Map.entry("CLOUD_RUN_TASK_ATTEMPT", "1"));
    }

    @Test
    void ofABatchThatWeRunInNothingIsMistakenForOurs() {
        environment.putAll(Map.of("HQ_ENTRY", "theirs", "SLURM_ARRAY_TASK_COUNT", "9", "SLURM_JOB_ID", "77"));
        environment.putAll(Map.of("AWS_BATCH_JOB_ARRAY_SIZE", "9", "CLOUD_RUN_TASK_COUNT", "9"));
        HandedItem item = new HandedItem("t", "default", 3, 3, null, 1, 3, 30_000, null);
        ItemEnvironment.apply(environment, item, new Holder("w1", 0), files, Handing.DEFAULT);
        assertThat(environment).containsEntry("HQ_ENTRY", "theirs").doesNotContainKey("PARALLEL_SEQ");
        ItemEnvironment.apply(environment, item, new Holder("w1", 0), files, new Handing(Pass.ARGS, true));
        assertThat(environment)
                .containsEntry("SLURM_JOB_ID", "77")
                .containsEntry("PARALLEL_SEQ", "4")
                .doesNotContainKeys(
                        "HQ_ENTRY", "SLURM_ARRAY_TASK_COUNT", "AWS_BATCH_JOB_ARRAY_SIZE", "CLOUD_RUN_TASK_COUNT");
    }

    @Test
    void dataTooLongForAVariableAreLeftOutOnlyWhereTheyComeOnStandardInput() {
        int longest = 131_071 - "WM_DATA=".length();
        assertThat(data("ü".repeat(longest / 2) + "x", Pass.STDIN)).isNotNull();
        assertThat(data("ü".repeat(longest / 2) + "xx", Pass.STDIN)).isNull();
        assertThat(data("ü".repeat(longest / 2) + "xx", Pass.JSON)).isNull();
        assertThat(data("ü".repeat(longest / 2) + "xx", Pass.ENV)).isNotNull();
    }

    private @Nullable String data(String data, Pass pass) {
        HandedItem item = new HandedItem("t", "default", 3, 3, data, 1, 3, 30_000, null);
        ItemEnvironment.apply(environment, item, new Holder("w1", 0), files, new Handing(pass, false));
        return environment.get("WM_DATA");
    }

    @Test
    void theCallersEnvironmentStaysWithoutOurOptions() {
        environment.putAll(Map.of("HOME", "/h", "WM_SERVER", "http://m", "WM_DATA_DIR", "/d", "WM_MINE", "x"));
        environment.putAll(
                Map.of("WM_ONCE", "1", "WM_SLOTS", "4", "WM_PASS", "env", "WM_VERBOSE", "1", "WM_COMPAT_ENV", "1"));
        environment.putAll(Map.of("LC_ALL", "C.UTF-8", "WM_CALLER_LC_ALL", "de_DE"));
        ItemEnvironment.apply(
                environment,
                new HandedItem("t", "default", 3, 3, null, 1, 3, 30_000, null),
                new Holder("w1", 0),
                files,
                Handing.DEFAULT);
        environment
                .keySet()
                .removeIf(name -> name.matches("WM_(ID|JOB|INDEX|ATTEMPTS?|WORKER|SLOT|TMPDIR|RESULT_FILE|PROGRESS)"));
        assertThat(environment)
                .containsOnly(
                        Map.entry("HOME", "/h"),
                        Map.entry("WM_SERVER", "http://m"),
                        Map.entry("WM_DATA_DIR", "/d"),
                        Map.entry("WM_MINE", "x"),
                        Map.entry("LC_ALL", "de_DE"));
    }
}
