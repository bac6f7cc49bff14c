package dev.workmanager.server;

import dev.workmanager.config.ConfigReader;
import dev.workmanager.config.JobConfig;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From options to a manager that runs. */
final class Start {
    private static final Logger LOG = LoggerFactory.getLogger(Start.class);

    private Start() {}

    /** As {@link Manager#start}, with what people should know on the log. */
    static Manager manager(ServerOptions options, Outside outside) {
        Optional<JobConfig> config = options.keep()
                ? ConfigReader.readIfAny(options.config())
                : Optional.of(ConfigReader.read(options.config()));
        options.notes().forEach(LOG::info);
        Manager manager = Manager.start(new ManagerOptions(
                config,
                options.keep(),
                options.data(),
                options.out(),
                new InetSocketAddress(options.listen().host(), options.listen().port()),
                options.restart(),
                options.protection(),
                Runtime.getRuntime().maxMemory(),
                Runtime.getRuntime().availableProcessors(),
                outside));
        LOG.info("listening on {}", manager.url());
        if (options.protection().tokens().isEmpty()) {
            LOG.info("anybody who reaches this port may take items, see results and change jobs: no --tokens; what a"
                    + " request carries is never run as a command here");
        }
        return manager;
    }
}
