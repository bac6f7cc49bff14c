package dev.workmanager.store.embedded;

import dev.workmanager.model.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Reads what a data folder says: the manifest, and the frames after it. Changes nothing there. */
final class StateReader {
    static final String JOURNAL = "journal";

    private final Disk disk;
    private final Path data;
    private final InstantSource wall;
    private final LongSupplier millis;
    private boolean hasResults;

    /**
     * @param wall for the not-before times of items
     * @param millis the monotonic clock
     */
    StateReader(Disk disk, Path data, InstantSource wall, LongSupplier millis) {
        this.disk = disk;
        this.data = data;
        this.wall = wall;
        this.millis = millis;
    }

    /**
     * What was read.
     *
     * @param end where the journal ends
     * @param hasResults whether frames after the manifest bring results
     */
    record Read(Manifest manifest, State state, JournalReader journal, JournalReader.End end, boolean hasResults) {}

    /**
     * Reads all of it, but for the lists of items.
     *
     * @throws dev.workmanager.store.StoreDamagedException if something is missing or damaged
     */
    Read read() throws IOException {
        Manifest manifest = Manifest.read(disk, data).orElse(Manifest.EMPTY);
        State state = restore(manifest);
        JournalReader journal = new JournalReader(disk, data.resolve(JOURNAL));
        JournalReader.End end = journal.read(manifest.frame(), (number, payload) -> replay(payload, state));
        return new Read(manifest, state, journal, end, hasResults);
    }

    /** Looks whether the lists of all jobs are there. */
    void checkLists(State state) throws IOException {
        for (JobState each : state.jobs.values()) {
            Job job = each.job();
            if (job.source().hasData()) {
                ItemLines.open(
                                disk,
                                ItemLines.folder(data, job.id()),
                                job.source().count())
                        .close();
            }
        }
    }

    private State restore(Manifest manifest) throws IOException {
        List<ChunkFile> files = new ArrayList<>();
        for (String name : manifest.files()) {
            files.add(ChunkFile.open(disk, data.resolve(name)));
        }
        State state = new State(new Chunks(files), wall, millis);
        state.hadJobs(manifest.lastJob());
        manifest.facts().forEach(state::assign);
        for (Manifest.Motion motion : manifest.motion()) {
            JobState job = state.job(motion.job());
            job.ready.or(motion.ready());
            job.suspects.or(motion.suspects());
            motion.waiting().forEach(index -> state.inMotion(job, index, state.item(motion.job(), index)));
            motion.running().forEach(index -> state.inMotion(job, index, state.item(motion.job(), index)));
        }
        return state;
    }

    private void replay(byte[] payload, State state) {
        Decoder in = new Decoder(payload);
        for (int field = in.next(); field != 0; field = in.next()) {
            Fact fact = FactCodec.decode(field, in);
            state.assign(fact);
            hasResults |= fact instanceof Fact.ResultIs || fact instanceof Fact.PartIs;
        }
    }
}
