package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what has changed as a new file of chunks, and the manifest that names it. Whatever stops it on the way, the old manifest
 * still stands for what it stood for. One checkpoint at a time.
 */
final class Checkpointer {
    /** With more files than this, two neighbours become one. */
    static final int MAX_FILES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    private final Disk disk;
    private final Path data;
    private final OutFolder out;
    private final Journal journal;
    private long nextFile;

    Checkpointer(Disk disk, Path data, OutFolder out, Journal journal, long nextFile) {
        this.disk = disk;
        this.data = data;
        this.out = out;
        this.journal = journal;
        this.nextFile = nextFile;
    }

    /** How many bytes of room there are, about. */
    long room() throws IOException {
        return disk.room(data);
    }

    /**
     * A checkpoint that stands.
     *
     * @param files its files, newest first
     * @param replaced files of the one before that are not among them; to be released once nobody looks for them any more
     */
    record Written(List<ChunkFile> files, List<ChunkFile> replaced) {}

    /**
     * Writes a checkpoint. Results of the frames that it stands for lie in the out folder already.
     *
     * @param captured what is so, but for chunks
     * @param changed the chunks that changed since the last one
     * @param files the files of the last one, newest first
     * @throws IOException if it could not be written; the last one still stands
     * @throws SyncFailedException if nobody knows whether the results are safe
     */
    Written write(Manifest captured, ConcurrentNavigableMap<ChunkKey, Chunk> changed, List<ChunkFile> files)
            throws IOException {
        out.sync();
        List<ChunkFile> now = new ArrayList<>(files);
        List<ChunkFile> made = new ArrayList<>();
        try {
            if (!changed.isEmpty()) {
                now.add(0, make(changed.entrySet().iterator(), made));
            }
            while (now.size() > MAX_FILES) {
                mergeTwo(now, made, captured.jobs());
            }
            disk.syncFolder(data);
        } catch (IOException e) {
            made.forEach(file -> delete(file, e));
            made.forEach(ChunkFile::release);
            throw e;
        }
        writeManifest(captured, made, now);
        List<ChunkFile> replaced = new ArrayList<>(files);
        replaced.removeAll(now);
        made.stream().filter(file -> !now.contains(file)).forEach(replaced::add);
        tidy(captured, replaced);
        return new Written(now, replaced);
    }

    /** If it fails nobody knows which manifest stands: the files of both are kept, and the next start looks. */
    private void writeManifest(Manifest captured, List<ChunkFile> made, List<ChunkFile> now) throws IOException {
        try {
            captured.with(nextFile, now.stream().map(file -> name(file.path())).toList())
                    .write(disk, data);
        } catch (IOException e) {
            made.forEach(ChunkFile::release);
            throw e;
        }
    }

    private ChunkFile make(Iterator<Map.Entry<ChunkKey, Chunk>> sorted, List<ChunkFile> made) throws IOException {
        ChunkFile file = ChunkFile.write(disk, data.resolve("%016x%s".formatted(nextFile++, ChunkFile.SUFFIX)), sorted);
        made.add(file);
        return file;
    }

    /** Merges the two neighbours that are smallest together: so each chunk is rewritten only some few times. */
    private void mergeTwo(List<ChunkFile> files, List<ChunkFile> made, Set<Integer> jobs) throws IOException {
        int at = 0;
        for (int i = 1; i + 1 < files.size(); i++) {
            if (files.get(i).size() + files.get(i + 1).size()
                    < files.get(at).size() + files.get(at + 1).size()) {
                at = i;
            }
        }
        ChunkFile newer = files.get(at);
        ChunkFile older = files.get(at + 1);
        Iterator<Map.Entry<ChunkKey, Chunk>> merged =
                new Known(new Merge(List.of(newer.iterator(), older.iterator())), jobs);
        files.remove(at + 1);
        if (merged.hasNext()) {
            files.set(at, make(merged, made));
        } else {
            files.remove(at);
        }
    }

    /** The manifest stands: from here on nothing can fail that matters. */
    private void tidy(Manifest captured, List<ChunkFile> replaced) {
        IOException failure = new IOException("cannot remove old files");
        try {
            journal.dropBefore(captured.frame() + 1);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        replaced.forEach(file -> delete(file, failure));
        for (Throwable cause : failure.getSuppressed()) {
            LOG.warn("cannot remove an old file: {}; the next start does", cause.toString());
        }
    }

    private void delete(ChunkFile file, IOException failure) {
        try {
            disk.delete(file.path());
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
