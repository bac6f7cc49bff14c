package dev.workmanager.server;

import dev.workmanager.config.JobConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What a manager is to do.
 *
 * @param config the job {@code default}; absent for none, or to go on with the one that is there
 * @param keep whether more jobs may come when all items have ended: workers are told to wait, and not that all is finished
 * @param data the folder of its data
 * @param out the folder of results
 * @param listen where it is reached; port 0 for any free one
 * @param restart what else happens to the jobs that are there already
 * @param protection who may use it
 * @param memory how much memory it may use, in bytes
 * @param processors how many processors there are
 * @param outside time and chance
 */
public record ManagerOptions(
        Optional<JobConfig> config,
        boolean keep,
        Path data,
        Path out,
        InetSocketAddress listen,
        Set<Restart> restart,
        Protection protection,
        long memory,
        int processors,
        Outside outside) {
    /** Copies the set. */
    public ManagerOptions {
        restart = Set.copyOf(restart);
    }

    /**
     * For a manager inside a program: {@code data} and {@code out} below a folder, on any free port that only this machine reaches. It
     * has the jobs that are submitted to it, and those that are there already.
     */
    public static ManagerOptions in(Path folder) {
        return new ManagerOptions(
                Optional.empty(),
                true,
                folder.resolve("data"),
                folder.resolve("out"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Set.of(),
                Protection.NONE,
                Runtime.getRuntime().maxMemory(),
                Runtime.getRuntime().availableProcessors(),
                Outside.ofThisMachine());
    }

    /** The same, with other ideas of who may use it. */
    public ManagerOptions with(Protection other) {
        return new ManagerOptions(config, keep, data, out, listen, restart, other, memory, processors, outside);
    }
}
