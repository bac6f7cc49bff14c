package dev.workmanager.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A process with all that it started, as far as the system still knows whose they are: a descendant whose parent ended before
 * the tree was looked at belongs to nobody and is not found.
 */
final class ProcessTree {
    private static final long ROUND = Duration.ofMillis(10).toNanos();
    private static final Duration KILLING = Duration.ofSeconds(5);

    private final Set<ProcessHandle> members = new LinkedHashSet<>();
    private final LongSupplier nanos;

    ProcessTree(ProcessHandle root, LongSupplier nanos) {
        this.nanos = nanos;
        members.add(root);
        root.descendants().forEach(members::add);
    }

    /**
     * Ends all of it: TERM to each, and after the grace period KILL to what is left. What they start meanwhile, such as the
     * commands of a trap, is left alone until then.
     *
     * @return how many had to be killed
     */
    int end(Duration grace) {
        members.forEach(ProcessHandle::destroy);
        awaitNone(nanos.getAsLong() + grace.toNanos());
        return kill();
    }

    /**
     * Kills all of it at once.
     *
     * @return how many were killed
     */
    int kill() {
        Set<ProcessHandle> killed = new LinkedHashSet<>();
        long until = nanos.getAsLong() + KILLING.toNanos();
        for (List<ProcessHandle> left = living(); !left.isEmpty() && nanos.getAsLong() - until < 0; left = living()) {
            left.forEach(ProcessHandle::destroyForcibly);
            killed.addAll(left);
            LockSupport.parkNanos(ROUND);
        }
        return killed.size();
    }

    private void awaitNone(long until) {
        while (!living().isEmpty() && nanos.getAsLong() - until < 0) {
            LockSupport.parkNanos(ROUND);
        }
    }

    /** Those that are alive, and what they started. */
    private List<ProcessHandle> living() {
        for (ProcessHandle member : List.copyOf(members)) {
            if (member.isAlive()) {
                member.descendants().forEach(members::add);
            }
        }
        return members.stream().filter(ProcessTree::lives).toList();
    }

    /** A process that ended, and whose parent has not asked for its exit code, looks alive to the JDK. */
    private static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "stat")),
                    StandardCharsets.ISO_8859_1);
            int state = stat.lastIndexOf(')') + 2;
            return state >= stat.length() || stat.charAt(state) != 'Z' && stat.charAt(state) != 'X';
        } catch (IOException gone) {
            // No such file: it is gone, or this system has no /proc and the JDK's word stands.
            return process.isAlive();
        }
    }
}
