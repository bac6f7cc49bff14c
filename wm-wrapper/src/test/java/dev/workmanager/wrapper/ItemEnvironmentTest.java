package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.HandedItem;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ItemEnvironmentTest {
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void theItemIsThere() {
        ItemEnvironment.apply(environment, new HandedItem("t", "weekly", 3, 2, "a b", 4, 5, 30_000, null), "w1", 6);
        assertThat(environment)
                .containsOnly(
                        Map.entry("WM_ID", "3"),
                        Map.entry("WM_DATA", "a b"),
                        Map.entry("WM_JOB", "weekly"),
                        Map.entry("WM_INDEX", "2"),
                        Map.entry("WM_ATTEMPT", "4"),
                        Map.entry("WM_ATTEMPTS", "5"),
                        Map.entry("WM_WORKER", "w1"),
                        Map.entry("WM_SLOT", "6"));
    }

    @Test
    void whatDoesNotApplyIsTakenOutAndNotInherited() {
        environment.put("WM_DATA", "of the item that we run in ourselves");
        ItemEnvironment.apply(environment, new HandedItem("t", "default", 3, 3, null, 1, 3, 30_000, null), "w1", 0);
        assertThat(environment).doesNotContainKey("WM_DATA");
    }

    @Test
    void theCallersEnvironmentStaysWithoutOurOptions() {
        environment.putAll(Map.of("HOME", "/h", "WM_SERVER", "http://m", "WM_DATA_DIR", "/d", "WM_MINE", "x"));
        environment.putAll(Map.of("WM_ONCE", "1", "WM_SLOTS", "4", "WM_PASS", "env", "WM_VERBOSE", "1"));
        environment.putAll(Map.of("LC_ALL", "C.UTF-8", "WM_CALLER_LC_ALL", "de_DE"));
        ItemEnvironment.apply(environment, new HandedItem("t", "default", 3, 3, null, 1, 3, 30_000, null), "w1", 0);
        environment.keySet().removeIf(name -> name.matches("WM_(ID|JOB|INDEX|ATTEMPTS?|WORKER|SLOT)"));
        assertThat(environment)
                .containsOnly(
                        Map.entry("HOME", "/h"),
                        Map.entry("WM_SERVER", "http://m"),
                        Map.entry("WM_DATA_DIR", "/d"),
                        Map.entry("WM_MINE", "x"),
                        Map.entry("LC_ALL", "de_DE"));
    }
}
