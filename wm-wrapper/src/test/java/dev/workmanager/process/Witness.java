package dev.workmanager.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code /proc} says of who lives. */
public final class Witness {
    private Witness() {}

    /** Those that were started with this in their environment, and live. */
    public static List<Long> living(String word) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> read(pid, "environ").contains(word) && lives(pid))
                .toList();
    }

    /** Whether it lives; what only waits for its parent to hear of its end does not. */
    public static boolean lives(long pid) {
        String stat = read(pid, "stat");
        return !stat.isEmpty() && !stat.contains(") Z ");
    }

    /** Whether one is a descendant of the other. */
    static boolean isBelow(long pid, long ancestor) {
        return ProcessHandle.of(ancestor).stream()
                .flatMap(ProcessHandle::descendants)
                .anyMatch(each -> each.pid() == pid);
    }

    /** So that a test that fails leaves nothing behind. */
    public static void killAll(String word) {
        living(word).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private static String read(long pid, String file) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), file)), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
