package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VersionTest {
    @Test
    void tellsVersionAndCommit() {
        assertThat(Version.current().toString())
                .matches("\\d+\\.\\d+\\.\\d+ \\(commit ([0-9a-f]{12,}(-dirty)?|unknown)\\)");
    }
}
