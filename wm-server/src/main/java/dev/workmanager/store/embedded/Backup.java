package dev.workmanager.store.embedded;

import dev.workmanager.model.Job;
import dev.workmanager.store.StoreDamagedException;
import dev.workmanager.store.StoreUnusableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Copies a data folder and the results of its items, whether or not a manager works there: what was acknowledged before it began is in
 * the copy. Nothing is changed, and no lock is taken: files that are written once get a second name, or are copied; frames of the
 * journal are written anew. If a checkpoint takes files away meanwhile, it begins again. Used once, by one thread.
 */
public final class Backup {
    private static final String DATA = "data";
    private static final String OUT = "out";
    private static final String MANIFEST = "manifest";
    /** So many times at most. */
    private static final int TRIES = 100;

    /** So many times without a checkpoint in between: then it is no manager that took something away. */
    private static final int STILL = 3;

    private final Disk disk;
    private final Options options;
    private final Path data;
    private final BackupMark mark;

    /**
     * What is copied to where.
     *
     * @param data the data folder
     * @param out the folder of results
     * @param target becomes {@code data} and {@code out}; not there yet, or empty
     * @param withResults whether results are copied
     * @param wall the time of day
     * @param monotonic nanoseconds from anywhere
     * @param random for the copy of the journal
     * @param watch is told now and then how many results are copied
     */
    public record Options(
            Path data,
            Path out,
            Path target,
            boolean withResults,
            InstantSource wall,
            LongSupplier monotonic,
            RandomGenerator random,
            LongConsumer watch) {}

    /**
     * What was copied.
     *
     * @param jobs how many jobs
     * @param frame the last frame of the journal that is in it
     * @param results how many results of items that are done
     * @param linked how many files are the source's own, by a second name
     * @param copied how many files were copied
     * @param bytes how many bytes were copied
     * @param missing how many results should be there and are not
     * @param examples the names of some of these
     */
    public record Report(
            int jobs,
            long frame,
            long results,
            long linked,
            long copied,
            long bytes,
            long missing,
            List<String> examples) {}

    /** Of this machine. */
    public Backup(Options options) {
        this(new NioDisk(), options);
    }

    Backup(Disk disk, Options options) {
        this.disk = disk;
        this.options = options;
        this.data = options.target().resolve(DATA);
        this.mark = new BackupMark(disk, data);
    }

    /**
     * Makes it. When this returns it is safe on the disk; when it does not, a start refuses what there is.
     *
     * @throws StoreUnusableException if one of the folders cannot be used
     * @throws StoreDamagedException if the data folder is damaged
     */
    public Report make() {
        try {
            checkFolders();
            disk.createFolders(data);
            mark.begin(
                    "made from " + options.data() + ", begun " + options.wall().instant() + "\n");
            Report report = untilStill();
            disk.syncAll(options.target());
            disk.syncFoldersAbove(options.target());
            mark.finish();
            return report;
        } catch (UncheckedIOException e) {
            throw unusable(e.getCause());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private StoreUnusableException unusable(@Nullable IOException why) {
        return new StoreUnusableException(
                "no backup of " + options.data() + " in " + options.target() + ": " + why
                        + ". What lies there now is half of one, and refused by a manager: remove it",
                why);
    }

    private void checkFolders() throws IOException {
        Path from = options.data();
        if (!disk.exists(from.resolve(StateReader.JOURNAL))) {
            throw new StoreUnusableException(from + " is no data folder of a manager; --data names one", null);
        }
        if (new BackupMark(disk, from).isUnfinished()) {
            throw new StoreUnusableException(from + " is half a backup itself; remove it", null);
        }
        Path target = options.target().toAbsolutePath().normalize();
        for (Path source : List.of(from, options.out())) {
            if (target.startsWith(source.toAbsolutePath().normalize())) {
                throw new StoreUnusableException(target + " lies in " + source + "; choose a folder elsewhere", null);
            }
        }
        if (disk.exists(target) && !disk.list(target).isEmpty()) {
            throw new StoreUnusableException(
                    target + (mark.isUnfinished() ? " holds half a backup; remove it, or" : " is not empty;")
                            + " choose a folder that is not there yet",
                    null);
        }
    }

    /** Again while a manager takes away what is being copied: a checkpoint old files, somebody a whole job. */
    private Report untilStill() throws IOException {
        boolean looked = false;
        int still = 0;
        for (int tries = 1; ; tries++) {
            try {
                Report report = once();
                if (report.missing() == 0 || looked) {
                    return report;
                }
                // They may have been those of a job that was deleted meanwhile.
                looked = true;
            } catch (NoSuchFileException | StoreDamagedException e) {
                still += sameManifest() ? 1 : 0;
                if (still == STILL || tries == TRIES) {
                    throw damage(e);
                }
            }
            clear();
        }
    }

    private static StoreDamagedException damage(Exception why) {
        return why instanceof NoSuchFileException gone
                ? new StoreDamagedException(
                        "the state is damaged: " + gone.getFile() + " is missing. Nothing was changed", why)
                : (StoreDamagedException) why;
    }

    private boolean sameManifest() throws IOException {
        Path now = options.data().resolve(MANIFEST);
        Path then = data.resolve(MANIFEST);
        return disk.exists(now) == disk.exists(then) && (!disk.exists(then) || Copies.same(disk, now, then));
    }

    private Report once() throws IOException {
        Copies copies = new Copies(disk);
        disk.createFolders(data.resolve(StateReader.JOURNAL));
        disk.createFolders(data.resolve(ItemLines.JOBS));
        long frame = copyState(copies);
        StateReader reader = new StateReader(
                disk, data, options.wall(), () -> options.monotonic().getAsLong() / 1_000_000);
        // The copy is read, all of it: so it is known to be whole.
        StateReader.Read read = reader.read();
        try {
            for (JobState job : read.state().jobs.values()) {
                copyList(job.job(), copies);
            }
            reader.checkLists(read.state());
            BackupResults results =
                    new BackupResults(disk, copies, options, options.target().resolve(OUT));
            results.copy(read);
            return new Report(
                    read.state().jobs.size(),
                    frame,
                    results.there(),
                    copies.linked(),
                    copies.copied(),
                    copies.bytes(),
                    results.missing(),
                    results.examples());
        } catch (MalformedDataException e) {
            throw new StoreDamagedException("the state in " + options.data() + " is damaged: " + e.getMessage(), e);
        } finally {
            read.state().chunks.files().forEach(ChunkFile::release);
        }
    }

    /** The manifest, the files that it names, the frames after it; the number of the last one. */
    private long copyState(Copies copies) throws IOException {
        Path from = options.data();
        if (disk.exists(from.resolve(MANIFEST))) {
            copies.copy(from.resolve(MANIFEST), data.resolve(MANIFEST));
        }
        Manifest manifest = Manifest.read(disk, data).orElse(Manifest.EMPTY);
        List<Copies.Pinned> pinned = new ArrayList<>();
        try {
            for (String name : manifest.files()) {
                pinned.add(copies.pin(from.resolve(name), data.resolve(name)));
            }
            long last = copyJournal(manifest.frame(), copies);
            for (Copies.Pinned file : pinned) {
                copies.copy(file);
            }
            return last;
        } finally {
            for (Copies.Pinned file : pinned) {
                file.close();
            }
        }
    }

    private long copyJournal(long after, Copies copies) throws IOException {
        Path folder = data.resolve(StateReader.JOURNAL);
        try (JournalCopy copy = new JournalCopy(disk, folder, options.random().nextLong(), after + 1)) {
            new JournalReader(disk, options.data().resolve(StateReader.JOURNAL)).read(after, copy);
            copies.count(copy.finish());
            return after + copy.frames();
        }
    }

    private void copyList(Job job, Copies copies) throws IOException {
        if (job.source().hasData()) {
            Path from = ItemLines.folder(options.data(), job.id());
            Path to = ItemLines.folder(data, job.id());
            disk.createFolders(to);
            for (String name : ItemLines.FILES) {
                copies.add(from.resolve(name), to.resolve(name));
            }
        }
    }

    /** Removes all but the mark. */
    private void clear() throws IOException {
        for (String name : disk.list(data)) {
            if (!mark.isItsFile(name)) {
                remove(data.resolve(name));
            }
        }
        remove(options.target().resolve(OUT));
    }

    private void remove(Path path) throws IOException {
        if (!disk.exists(path)) {
            return;
        }
        try {
            for (String name : disk.list(path)) {
                remove(path.resolve(name));
            }
        } catch (NotDirectoryException isAFile) {
            // Then there is nothing in it.
        }
        disk.delete(path);
    }
}
