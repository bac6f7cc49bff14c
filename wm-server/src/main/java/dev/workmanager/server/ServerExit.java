package dev.workmanager.server;

import dev.workmanager.store.JobProgress;
import java.util.Comparator;
import java.util.List;

/** How {@code wm-server} leaves. */
public enum ServerExit {
    /** All items are done. */
    DONE(0, "all items are done"),
    /** All items have ended, and not all are done. */
    NOT_ALL_DONE(1, "all items have ended, some failed or cancelled"),
    /** The failure budget has stopped the job. */
    HALTED(3, "stopped by the failure budget; the same command again goes on with what is left"),
    /** The command line or a variable is wrong. */
    USAGE(64, "the command line or a variable is wrong"),
    /** A defect, or a disk that fails. */
    INTERNAL(70, "an error inside, such as data that are damaged or a disk that fails"),
    /** The configuration, a folder or the port cannot be used. */
    CONFIG(78, "the configuration, a folder or the port cannot be used; nothing was changed");

    private final int code;
    private final String meaning;

    ServerExit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The exit code. */
    public int code() {
        return code;
    }

    /** When it is used, for people. */
    public String meaning() {
        return meaning;
    }

    /** That of a job that is over. */
    static ServerExit of(JobProgress last) {
        if (last.job().mode().halted() && !last.counts().ended()) {
            return HALTED;
        }
        return last.counts().done() == last.counts().total() ? DONE : NOT_ALL_DONE;
    }

    /** That of jobs that are all over: the worst of theirs. */
    static ServerExit of(List<JobProgress> last) {
        return last.stream().map(ServerExit::of).max(Comparator.naturalOrder()).orElse(DONE);
    }

    /** The exit code of a program that was stopped by a signal, and can be started again to go on. */
    static int ofSignal(int number) {
        return 128 + number;
    }
}
