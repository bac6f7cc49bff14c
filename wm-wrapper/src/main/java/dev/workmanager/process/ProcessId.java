package dev.workmanager.process;

import java.time.Instant;

/**
 * A process, and never another one that is given its number later.
 *
 * @param start when it was started: in the system's ticks, or where it tells none, in milliseconds
 */
record ProcessId(long pid, long start) {
    /** That of a process; 0 for the start of one that has gone meanwhile. */
    static ProcessId of(ProcessHandle process) {
        ProcessStat stat = ProcessStat.read(process.pid());
        return new ProcessId(process.pid(), stat != null ? stat.start() : startOf(process));
    }

    static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
