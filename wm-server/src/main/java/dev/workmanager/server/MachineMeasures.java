package dev.workmanager.server;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Measured;
import dev.workmanager.model.Version;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs here, and how much room its disks have. */
final class MachineMeasures implements Measured {
    private static final Logger LOG = LoggerFactory.getLogger(MachineMeasures.class);

    private final Map<String, Path> folders;
    private final Version version = Version.current();

    /** Of these folders. */
    MachineMeasures(Path data, Path out) {
        this.folders = Map.of("data", data, "out", out);
    }

    @Override
    public List<Family> measure() {
        Family free = Family.gauge("wm_disk_free_bytes", "Room on the disk of a folder.", "folder");
        Family size = Family.gauge("wm_disk_size_bytes", "All that the disk of a folder holds.", "folder");
        folders.forEach((name, path) -> {
            try {
                FileStore disk = Files.getFileStore(path);
                free.with(disk.getUsableSpace(), name);
                size.with(disk.getTotalSpace(), name);
            } catch (IOException e) {
                LOG.debug("how much room {} has is not known", path, e);
            }
        });
        return List.of(
                free,
                size,
                Family.gauge("wm_build_info", "1, with the version and commit that runs.", "version", "commit")
                        .with(1, version.number(), version.commit()));
    }
}
