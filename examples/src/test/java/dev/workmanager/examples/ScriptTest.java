package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script that knows nothing of Work Manager. */
final class ScriptTest {
    private static final Map<String, String> HEADS =
            Map.of("1", "P6\n8 8\n255\n", "2", "P6\n8 5\n255\n", "3", "P6\n8 5\n255\n");

    @TempDir
    Path temp;

    @Test
    void makesAThumbnailOfEachImage() throws Exception {
        Copied example = Copied.of("script", temp.resolve("a copy/script"));
        assertThat(example.run()).endsWith("all 3 items done; results in out\n");
        for (Map.Entry<String, String> expected : HEADS.entrySet()) {
            byte[] image = Files.readAllBytes(example.folder().resolve("out").resolve(expected.getKey()));
            assertThat(new String(image, StandardCharsets.ISO_8859_1)).startsWith(expected.getValue());
        }
        byte[] board = Files.readAllBytes(example.folder().resolve("out/1"));
        assertThat(board[board.length - 1]).isNotEqualTo(board[board.length - 4]);
    }
}
