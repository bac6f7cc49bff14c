package dev.workmanager.store.embedded;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.store.ItemList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The frozen data of all jobs' items; each list is opened when it is first read. Thread-safe. */
final class ItemLists {
    private final Disk disk;
    private final Path data;
    private final Map<JobId, ItemLines> open = new ConcurrentHashMap<>();

    /**
     * @param data the data folder
     */
    ItemLists(Disk disk, Path data) {
        this.disk = disk;
        this.data = data;
    }

    /** The data of an item; null if those of its job have none. */
    @Nullable String get(Job job, long index) {
        return job.source().hasData()
                ? open.computeIfAbsent(job.id(), id -> read(job)).get(index)
                : null;
    }

    private ItemLines read(Job job) {
        try {
            return ItemLines.open(disk, folder(job.id()), job.source().count());
        } catch (IOException e) {
            throw new UncheckedIOException("the items of job " + job.id() + " cannot be read", e);
        }
    }

    /** Begins the list of a job that is about to be made. */
    ItemList create(JobId job) throws IOException {
        return new ItemLines.Writer(disk, folder(job));
    }

    /** Removes the list of a job, if there is one. */
    void remove(JobId job) throws IOException {
        ItemLines known = open.remove(job);
        if (known != null) {
            known.close();
        }
        ItemLines.remove(disk, folder(job));
    }

    private Path folder(JobId job) {
        return ItemLines.folder(data, job);
    }

    void close() throws IOException {
        for (ItemLines lines : open.values()) {
            lines.close();
        }
    }
}
