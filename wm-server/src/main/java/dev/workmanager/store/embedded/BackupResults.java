package dev.workmanager.store.embedded;

import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Copies the results of all items that are done in a copy of a data folder. */
final class BackupResults {
    private static final int EXAMPLES = 5;
    private static final int TELL_AFTER = 1_000;

    private final Copies copies;
    private final Backup.Options options;
    private final OutFolder from;
    private final OutFolder to;
    /** What a start lays out from the journal, or from a part: it need not lie in the out folder yet. */
    private final Map<Integer, Roaring64Bitmap> owed = new HashMap<>();

    private final List<String> examples = new ArrayList<>();
    private long there;
    private long missing;

    /**
     * @param to the out folder of the copy
     */
    BackupResults(Disk disk, Copies copies, Backup.Options options, Path to) {
        this.copies = copies;
        this.options = options;
        this.from = new OutFolder(disk, options.out());
        this.to = new OutFolder(disk, to);
    }

    long there() {
        return there;
    }

    long missing() {
        return missing;
    }

    List<String> examples() {
        return List.copyOf(examples);
    }

    /** Copies them; and reads each item, wanted or not, so that damage shows. */
    void copy(StateReader.Read read) throws IOException {
        if (options.withResults()) {
            to.create();
            // Before the files: what is not a part any more when it is looked for is a file by then.
            read.journal().read(read.manifest().frame(), (number, payload) -> note(payload, read.state()));
        }
        for (JobState job : read.state().jobs.values()) {
            if (options.withResults()) {
                to.createFor(job.job());
            }
            copy(job.job(), read.state());
        }
    }

    private void note(byte[] payload, State state) throws IOException {
        Decoder in = new Decoder(payload);
        for (int field = in.next(); field != 0; field = in.next()) {
            Fact fact = FactCodec.decode(field, in);
            if (fact instanceof Fact.ResultIs result) {
                owe(result.job(), result.index());
            } else if (fact instanceof Fact.PartIs part && state.jobs.containsKey(part.job())) {
                copyPart(part);
            }
        }
    }

    private void copyPart(Fact.PartIs part) throws IOException {
        try {
            copies.add(from.part(part.name()), to.part(part.name()));
            owe(part.job(), part.index());
        } catch (NoSuchFileException e) {
            // It has become the item's file, or was replaced since.
        }
    }

    private void owe(int job, long index) {
        owed.computeIfAbsent(job, no -> new Roaring64Bitmap()).addLong(index);
    }

    private void copy(Job job, State state) throws IOException {
        try {
            state.chunks.visit(job.no(), 0, (index, encoded) -> {
                Item item = ItemCodec.decode(encoded);
                if (options.withResults() && item.state() == ItemState.DONE && item.resultSize() > 0) {
                    copy(job, index);
                }
                return true;
            });
        } catch (UncheckedIOException e) {
            throw java.util.Objects.requireNonNull(e.getCause());
        }
    }

    private void copy(Job job, long index) {
        Path file = from.file(job, index);
        try {
            copies.add(file, to.file(job, index));
            if (++there % TELL_AFTER == 0) {
                options.watch().accept(there);
            }
        } catch (NoSuchFileException e) {
            Roaring64Bitmap known = owed.get(job.no());
            if (known != null && known.contains(index)) {
                there++;
            } else {
                missing++;
                if (examples.size() < EXAMPLES) {
                    examples.add(file.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
