package dev.workmanager.store.embedded;

import dev.workmanager.model.Item;
import dev.workmanager.model.Job;
import dev.workmanager.store.ResultFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folder of results: {@code out/{item}} for the job {@code default}, {@code out/{job}/{item}} for others. Results on their way
 * lie in {@code out/.part}, in the same file system. Nothing here syncs but {@link #sync} and the parts. Thread-safe for different
 * items.
 */
final class OutFolder {
    private static final String PARTS = ".part";
    private static final String UNFINISHED = ".new";

    private final Disk disk;
    private final Path out;
    private final Path parts;
    private final Set<Path> made = ConcurrentHashMap.newKeySet();
    private final AtomicLong temporary = new AtomicLong();
    /** Counts what was laid: a sync that finds no more than the last one has nothing to do. */
    private final AtomicLong laid = new AtomicLong();

    private volatile long laidAndSynced = -1;
    private boolean failed;

    OutFolder(Disk disk, Path out) {
        this.disk = disk;
        this.out = out;
        this.parts = out.resolve(PARTS);
    }

    /** Makes what is missing of it. */
    void create() throws IOException {
        disk.createFolders(parts);
    }

    /** The folder of a job's results. */
    Path folder(Job job) {
        return folder(job.name());
    }

    private Path folder(String job) {
        return job.equals(Job.DEFAULT_NAME) ? out : out.resolve(job);
    }

    /** The file of an item's result. */
    Path file(Job job, long index) {
        return folder(job).resolve(Long.toString(job.source().id(index)));
    }

    /** How many files with a number for a name there are already in the folder of a job of this name. */
    long countResults(String job) throws IOException {
        Path folder = folder(job);
        if (!disk.exists(folder)) {
            return 0;
        }
        return disk.count(folder, name -> name.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    /** An item's file gets these bytes; without any there is none afterwards. */
    void lay(Job job, long index, byte[] bytes) throws IOException {
        Path file = file(job, index);
        laid.incrementAndGet();
        if (bytes.length == 0) {
            disk.delete(file);
            return;
        }
        try {
            write(file, bytes);
        } catch (FileAlreadyExistsException e) {
            replace(file, bytes);
        }
    }

    private void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = newPart("result");
        write(fresh, bytes);
        try {
            disk.rename(fresh, file);
        } catch (IOException e) {
            disk.delete(fresh);
            throw e;
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        try (DiskFile created = disk.create(file)) {
            try {
                created.write(ByteBuffer.wrap(bytes), 0);
            } catch (IOException e) {
                disk.delete(file);
                throw e;
            }
        }
    }

    /**
     * As {@link #lay}, if these bytes are the item's result: a later one may stand there by now.
     *
     * @param item the item as it is now
     */
    void layAgain(Job job, long index, byte[] bytes, Item item) throws IOException {
        Path file = file(job, index);
        boolean other = bytes.length != item.resultSize()
                || bytes.length > 0 && (disk.exists(file) && holds(file, bytes) || !isHash(bytes, item));
        if (!other) {
            lay(job, index, bytes);
        }
    }

    private static boolean isHash(byte[] bytes, Item item) {
        return ResultPart.hash(bytes).equals(item.resultHash());
    }

    private boolean holds(Path path, byte[] bytes) throws IOException {
        if (disk.size(path) != bytes.length) {
            return false;
        }
        try (DiskFile file = disk.open(path)) {
            ByteBuffer there = ByteBuffer.allocate(bytes.length);
            return file.read(there, 0) == bytes.length && Arrays.equals(there.array(), bytes);
        }
    }

    /** A part becomes an item's file. */
    void layPart(Job job, long index, String name) throws IOException {
        laid.incrementAndGet();
        disk.rename(part(name), file(job, index));
    }

    /**
     * As {@link #layPart}, if the part is the item's result; it may have become the file already.
     *
     * @param item the item as it is now
     * @return false if the item's result is gone
     */
    boolean layPartAgain(Job job, Fact.PartIs part, Item item) throws IOException {
        if (part.size() != item.resultSize() || !part.hash().equals(item.resultHash())) {
            return true;
        }
        if (disk.exists(part(part.name()))) {
            layPart(job, part.index(), part.name());
            return true;
        }
        Path file = file(job, part.index());
        return disk.exists(file) && disk.size(file) == part.size();
    }

    /** The finished part with a name. */
    Path part(String name) {
        return parts.resolve(name);
    }

    /** A name for a part that is not finished; no other one of this process has it. */
    Path newPart(String name) {
        return parts.resolve(name + "." + temporary.incrementAndGet() + UNFINISHED);
    }

    /** Removes what an earlier process has not finished. */
    void removeUnfinished() throws IOException {
        for (String name : partNames()) {
            if (name.endsWith(UNFINISHED)) {
                deletePart(name);
            }
        }
    }

    /** Makes the names durable that were found, of folders and of finished parts. */
    void syncNames() throws IOException {
        disk.syncFoldersAbove(out);
        disk.syncFolder(out);
        disk.syncFolder(parts);
    }

    /** Removes a part, if it is there. */
    void deletePart(String name) throws IOException {
        disk.delete(part(name));
    }

    /** The names of all parts. */
    List<String> partNames() throws IOException {
        return disk.list(parts);
    }

    /** Gives a part its name and makes it safe; its bytes are synced already. One that is not safe is not to be found. */
    void finishPart(Path unfinished, String name) throws IOException {
        disk.rename(unfinished, part(name));
        try {
            disk.syncFolder(parts);
        } catch (IOException e) {
            disk.delete(part(name));
            throw e;
        }
    }

    Disk disk() {
        return disk;
    }

    /**
     * Makes all results safe.
     *
     * @throws SyncFailedException if nobody knows whether they are
     */
    synchronized void sync() {
        if (failed) {
            throw new SyncFailedException("the results in " + out + " could not be synced before", null);
        }
        long now = laid.get();
        if (now == laidAndSynced) {
            return;
        }
        try {
            disk.syncAll(out);
            laidAndSynced = now;
        } catch (IOException e) {
            // A second try could succeed without what the first one has lost.
            failed = true;
            throw new SyncFailedException("the results in " + out + " could not be synced: " + e.getMessage(), e);
        }
    }

    /** Makes the folder of a job's results. */
    void createFor(Job job) throws IOException {
        Path folder = folder(job);
        if (!folder.equals(out) && !made.contains(folder)) {
            disk.createFolders(folder);
            made.add(folder);
        }
    }

    /** An item's file, to be read; nothing if there is none. */
    Optional<ResultFile> open(Job job, long index) throws IOException {
        Path file = file(job, index);
        return disk.exists(file) ? Optional.of(new OpenFile(disk.open(file))) : Optional.empty();
    }
}
