package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, there is a configuration or a {@link ConfigException}. */
class ConfigFuzzTest {
    private static final String[] PARTS = {
        "numeric",
        "list",
        "list-file",
        "glob",
        "attempts",
        "backoff",
        "times",
        "timeout",
        "halt",
        "fail=",
        "%",
        "never-retry",
        "priority",
        ":",
        ": ",
        "\n",
        "\r\n",
        " ",
        "\t",
        "#",
        "-",
        "0",
        "9223372036854775807",
        "1s",
        "10m",
        "*",
        "**",
        "/",
        "[",
        "]",
        "{",
        "}",
        ",",
        "!",
        "?",
        "\\",
        ".",
        "..",
        "a",
        "ü",
        "\ud83d\ude00",
        "\0",
        "\u001b",
        "\ufeff",
        "'",
        "3",
        "1-2",
        "0-999",
        "items.txt"
    };

    @TempDir
    private Path folder;

    @BeforeEach
    void files() {
        Given.in(folder).file("items.txt", "a\nb\n").file("a/ü", "");
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomBytes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            check(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomWords(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(30), 0, PARTS.length).forEach(part -> text.append(PARTS[part]));
            check(text.toString().getBytes(StandardCharsets.UTF_8));
            check(("glob: " + text).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void check(byte[] bytes) {
        Given given = Given.in(folder).config(bytes);
        try {
            String words = given.read().source().words();
            if (!words.matches("glob: \\{*/.*|.*\\.\\..*")) { // else it looks at everything that there is
                assertThat(given.freeze().count()).isPositive();
            }
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.place().name()).isNotEmpty();
                assertThat(problem.toString()).doesNotContain("\n", "\u001b", "\0");
            });
        }
    }
}
