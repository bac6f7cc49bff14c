package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrunchTest {
    @TempDir
    Path temp;

    @Test
    void addsUp() throws Exception {
        Copied example = Copied.of("crunch", temp.resolve("a copy/crunch"));
        assertThat(example.run()).endsWith("the results in out/ add up to the texts\n");
    }
}
