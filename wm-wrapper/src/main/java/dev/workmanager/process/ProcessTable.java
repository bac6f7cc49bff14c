package dev.workmanager.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The processes of this system, and which of them carry a mark in their environment. A look at all of them reads some small files
 * for each, those of the environment once only: nothing for the way of an item that ends by itself. Thread-safe.
 */
final class ProcessTable {
    /** The variable that tells whose trees a process belongs to: a mark for each, the outermost first. */
    static final String MARKS = "WM_TREE";

    private static final Path PROC = Path.of("/proc");
    private static final Comparator<Seen> ELDEST_FIRST = Comparator.comparingLong(
                    (Seen seen) -> seen.id().start())
            .thenComparing(seen -> seen.id().pid());
    private static final byte[] ASSIGNMENT = (MARKS + "=").getBytes(StandardCharsets.ISO_8859_1);

    private Map<Long, Seen> last = Map.of();
    private long newest;
    private Collection<Seen> shown = List.of();
    private long shownAt;

    /**
     * A process that has not ended.
     *
     * @param parent the process id of whoever has to hear of its end
     * @param cpu the processor time that it and those of its children that have ended took, in the system's ticks
     * @param marks the value of {@link #MARKS} that it was started with; empty for none; null if that could not be told just now
     */
    record Seen(
            ProcessId id, long parent, long cpu, @Nullable String marks) {
        boolean carries(String mark) {
            return marks != null && marks.contains(mark);
        }
    }

    /** Looks at all of them; the eldest come first. */
    synchronized Collection<Seen> look() {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.allProcesses().map(ProcessTable::withoutMarks).toList();
        }
        newest = newestPid();
        Map<Long, Seen> now = new HashMap<>();
        pids().forEach(pid -> {
            Seen seen = see(pid, last.get(pid));
            if (seen != null) {
                now.put(pid, seen);
            }
        });
        last = now;
        return now.values().stream().sorted(ELDEST_FIRST).toList();
    }

    /** What was seen in the last look, if that is no older than this, in nanoseconds; else of a new one. */
    synchronized Collection<Seen> lookUnlessYounger(long age, long now) {
        if (shown.isEmpty() || now - shownAt > age) {
            shown = look();
            shownAt = now;
        }
        return shown;
    }

    /**
     * Looks at those that have come since the last look, each handed on as soon as it was seen, since it may not live for long.
     *
     * @return whether there was one that was gone again before it could be looked at
     */
    synchronized boolean lookAtNew(Consumer<Seen> each) {
        long before = newest;
        newest = newestPid();
        boolean missed = newest < before; // they are counted from the beginning again
        for (long pid = before + 1; pid <= newest; pid++) {
            Seen seen = see(pid, null);
            missed |= seen == null || seen.marks() == null;
            if (seen != null) {
                each.accept(seen);
            }
        }
        return missed;
    }

    /** The process id that was given last, which is the last word of this file. */
    private static long newestPid() {
        try {
            String line = Files.readString(PROC.resolve("loadavg")).strip();
            return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        } catch (IOException | NumberFormatException notOnThisSystem) {
            return 0;
        }
    }

    /** Whether it still runs; one that has ended, and whose parent has not asked for its exit code, does not. */
    static boolean lives(ProcessId id) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(id.pid()).filter(ProcessHandle::isAlive).isPresent();
        }
        ProcessStat stat = ProcessStat.read(id.pid());
        return stat != null && stat.lives() && stat.start() == id.start();
    }

    private static LongStream pids() {
        String[] names = new File("/proc").list((folder, name) -> Character.isDigit(name.charAt(0)));
        return names == null ? LongStream.empty() : List.of(names).stream().mapToLong(Long::parseLong);
    }

    private static @Nullable Seen see(long pid, @Nullable Seen before) {
        ProcessStat stat = ProcessStat.read(pid);
        if (stat == null || !stat.lives()) {
            return null;
        }
        ProcessId id = new ProcessId(pid, stat.start());
        String marks = before != null && before.id().equals(id) ? before.marks() : null;
        return new Seen(id, stat.parent(), stat.cpu(), marks != null ? marks : stat.ofKernel() ? "" : marks(pid));
    }

    private static @Nullable String marks(long pid) {
        try (InputStream in =
                Files.newInputStream(PROC.resolve(Long.toString(pid)).resolve("environ"))) {
            byte[] environment = in.readAllBytes();
            // Empty while it is being replaced by another program, and where there is none.
            return environment.length == 0 ? null : marks(environment);
        } catch (AccessDeniedException somebodyElses) {
            return "";
        } catch (IOException gone) {
            return null;
        }
    }

    private static String marks(byte[] environment) {
        for (int from = 0; from < environment.length; ) {
            int end = from;
            while (end < environment.length && environment[end] != 0) {
                end++;
            }
            int length = ASSIGNMENT.length;
            if (end - from > length && Arrays.equals(environment, from, from + length, ASSIGNMENT, 0, length)) {
                return new String(environment, from + length, end - from - length, StandardCharsets.ISO_8859_1);
            }
            from = end + 1;
        }
        return "";
    }

    private static Seen withoutMarks(ProcessHandle process) {
        long start = ProcessId.startOf(process);
        long cpu = process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
        return new Seen(
                new ProcessId(process.pid(), start),
                process.parent().map(ProcessHandle::pid).orElse(0L),
                cpu,
                "");
    }
}
