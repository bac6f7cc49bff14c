package dev.workmanager.server;

import dev.workmanager.config.ConfigInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What {@code wm-server} is to do.
 *
 * @param config what the configuration is read from
 * @param data the folder of its data
 * @param out the folder of results
 * @param listen where it is reached
 * @param restart what else happens to a job that is there already
 * @param keep whether it stays after the last item, and takes more jobs
 * @param linger how long it stays at most when all items have ended
 * @param protection who may use it
 * @param notes what people should know, without being an error
 */
record ServerOptions(
        ConfigInput config,
        Path data,
        Path out,
        Address listen,
        Set<Restart> restart,
        boolean keep,
        Duration linger,
        Protection protection,
        List<String> notes) {}
