package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/wm-config.md says what the code does. */
class ConfigPageTest {
    private static final Path PAGE = Path.of("..", "docs", "wm-config.md");

    @TempDir
    private Path folder;

    @Test
    void itsTableHasTheKeys() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replace("`", ""))
                .toList();
        assertThat(rows)
                .isEqualTo(
                        Stream.of(ConfigKey.values()).map(ConfigPageTest::row).toList());
    }

    private static String row(ConfigKey key) {
        String value = key == ConfigKey.LIST ? "" : " " + key.value();
        String line = "| %s:%s | %s, %s | %s | %s |";
        return line.formatted(key.text(), value, key.flag(), key.variable(), key.standard(), key.description())
                .replace("|  |", "| |");
    }

    @Test
    void itsExamplesAreConfigurations() throws IOException {
        List<String> examples = examples();
        assertThat(examples).hasSize(6);
        for (String example : examples) {
            if (example.startsWith("wm-config:")) {
                assertThat(Given.in(folder)
                                .config("atempts: 3\n\nnumeric: 9-0\n")
                                .problems())
                        .isEqualTo(example.lines().toList());
            } else {
                assertThat(Given.in(folder).config(example).read().source().words())
                        .isNotEmpty();
            }
        }
    }

    /** What is indented. */
    private static List<String> examples() throws IOException {
        return Stream.of(Files.readString(PAGE).split("\n\n"))
                .filter(block -> block.startsWith("    "))
                .map(block -> block.stripIndent())
                .toList();
    }
}
