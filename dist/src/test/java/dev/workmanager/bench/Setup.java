package dev.workmanager.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all scenarios share.
 *
 * @param program the folder with the programs, as they are shipped
 * @param folder where data may lie, on the disk that is to be measured; a scenario makes folders of its own in it
 * @param time length of a measurement
 * @param rounds measurements of each, in turn
 * @param warm for how long each is driven before, uncounted
 * @param connections to be driven with
 * @param items of the scenarios that run until so many are done
 * @param who is to be driven in the scenario pairs; empty for all
 */
record Setup(
        Path program,
        Path folder,
        Duration time,
        int rounds,
        Duration warm,
        List<Integer> connections,
        long items,
        List<String> who) {
    /** The same, with its data elsewhere. */
    Setup in(Path elsewhere) {
        return new Setup(program, elsewhere, time, rounds, warm, connections, items, who);
    }

    /** Whether one of these is to be driven. */
    boolean wants(String... names) {
        return who.isEmpty() || Stream.of(names).anyMatch(who::contains);
    }

    /** A manager of a job without end, in a folder of its own. */
    Manager manager(String name, List<String> options) throws IOException {
        return Manager.start(this, name, List.of(), "", options);
    }

    /** A folder that is not there yet. */
    Path fresh(String name) throws IOException {
        return Files.createTempDirectory(folder, name + "-");
    }
}
