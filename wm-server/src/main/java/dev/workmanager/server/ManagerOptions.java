package dev.workmanager.server;

import dev.workmanager.config.JobConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a manager is to do.
 *
 * @param config its job
 * @param data the folder of its data
 * @param out the folder of results
 * @param listen where it is reached; port 0 for any free one
 * @param restart what else happens to a job that is there already
 * @param memory how much memory it may use, in bytes
 * @param processors how many processors there are
 * @param outside time and chance
 */
public record ManagerOptions(
        JobConfig config,
        Path data,
        Path out,
        InetSocketAddress listen,
        Set<Restart> restart,
        long memory,
        int processors,
        Outside outside) {
    /** Copies the set. */
    public ManagerOptions {
        restart = Set.copyOf(restart);
    }
}
