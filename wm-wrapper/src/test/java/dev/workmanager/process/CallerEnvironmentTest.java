package dev.workmanager.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CallerEnvironmentTest {
    @Test
    void theCallersLocaleComesBack() {
        assertThat(restored(Map.of("LC_ALL", "C.UTF-8", "WM_CALLER_LC_ALL", "en_GB.ISO-8859-1")))
                .containsExactly(Map.entry("LC_ALL", "en_GB.ISO-8859-1"));
        assertThat(restored(Map.of("LC_ALL", "C.UTF-8", "WM_CALLER_LC_ALL", "")))
                .containsExactly(Map.entry("LC_ALL", ""));
    }

    @Test
    void noLocaleIsNoneAgain() {
        assertThat(restored(Map.of("LC_ALL", "C.UTF-8", "LANG", "C", "WM_CALLER_LC_ALL_UNSET", "1")))
                .containsExactly(Map.entry("LANG", "C"));
    }

    @Test
    void withoutALauncherNothingChanges() {
        assertThat(restored(Map.of("LC_ALL", "C"))).containsExactly(Map.entry("LC_ALL", "C"));
    }

    private static Map<String, String> restored(Map<String, String> environment) {
        Map<String, String> changed = new HashMap<>(environment);
        CallerEnvironment.restore(changed);
        return changed;
    }
}
