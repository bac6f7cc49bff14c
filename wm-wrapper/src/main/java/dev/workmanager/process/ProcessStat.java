package dev.workmanager.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/pid/stat} tells of a process.
 *
 * @param cpu user and system time, with that of children whose end it has heard of, in ticks
 * @param start in ticks since the system started
 */
record ProcessStat(char state, long parent, long flags, long cpu, long start) {
    private static final long KERNEL_THREAD = 0x0020_0000;

    /** Null if there is none, or no such file on this system. */
    static @Nullable ProcessStat read(long pid) {
        try {
            return of(new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat")), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return null;
        }
    }

    /** The name of the program, in parentheses, may hold anything; behind the last one come numbers. */
    private static @Nullable ProcessStat of(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length < 20) {
            return null;
        }
        long cpu = 0;
        for (int i = 11; i <= 14; i++) {
            cpu += Long.parseLong(fields[i]);
        }
        return new ProcessStat(
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[6]),
                cpu,
                Long.parseLong(fields[19]));
    }

    /** Whether it has not ended; what only waits for its parent to ask for its exit code has. */
    boolean lives() {
        return state != 'Z' && state != 'X';
    }

    boolean ofKernel() {
        return (flags & KERNEL_THREAD) != 0;
    }
}
