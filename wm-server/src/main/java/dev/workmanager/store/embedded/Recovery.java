package dev.workmanager.store.embedded;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start does before anybody is let in: reads the manifest, replays the frames after it, puts results into their place, and
 * removes what no longer belongs to anything.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final String JOURNAL = "journal";
    private static final String JOBS = "jobs";

    private final Disk disk;
    private final EmbeddedOptions options;
    private final OutFolder out;
    private final LongSupplier millis;
    private final Executor background;
    private boolean hasResults;

    Recovery(Disk disk, EmbeddedOptions options, OutFolder out, Executor background) {
        this.disk = disk;
        this.options = options;
        this.out = out;
        this.background = background;
        this.millis = () -> options.monotonic().getAsLong() / 1_000_000;
    }

    /**
     * What was found.
     *
     * @param nextFile the number of the next file of chunks
     */
    record Found(State state, Journal journal, long nextFile) {}

    Found run() throws IOException {
        Path data = options.data();
        Path journalFolder = data.resolve(JOURNAL);
        disk.createFolders(journalFolder);
        disk.createFolders(data.resolve(JOBS));
        out.create();
        Manifest manifest = Manifest.read(disk, data).orElse(Manifest.EMPTY);
        State state = restore(manifest);
        JournalReader reader = new JournalReader(disk, journalFolder);
        JournalReader.End end = reader.read(manifest.frame(), (number, payload) -> replay(payload, state));
        checkLists(state);
        // All that there is has been read, and nothing was changed so far.
        settle(reader, end);
        removeUnnamed(manifest);
        removeUnfinished(journalFolder);
        out.removeUnfinished();
        if (hasResults) {
            reader.read(manifest.frame(), (number, payload) -> layResults(payload, state));
        }
        LeftOverParts.remove(out, state);
        removeUnknownLists(state);
        Journal journal = new Journal(
                disk,
                journalFolder,
                options.segmentBytes(),
                options.random()::nextLong,
                options.monotonic(),
                background,
                end);
        return new Found(state, journal, manifest.nextFile());
    }

    private void checkLists(State state) throws IOException {
        for (JobState each : state.jobs.values()) {
            Job job = each.job();
            if (job.source().hasData()) {
                ItemLines.open(
                                disk,
                                ItemLines.folder(options.data(), job.id()),
                                job.source().count())
                        .close();
            }
        }
    }

    /** Makes durable what was found: what follows from it may be so before the next sync. */
    private void settle(JournalReader reader, JournalReader.End end) throws IOException {
        if (end.torn() != null) {
            LOG.warn(
                    "cut off a torn tail of the journal: {} from offset {} on holds no whole frame",
                    end.torn().path(),
                    end.torn().offset());
        }
        reader.settle(end);
        disk.syncFolder(options.data());
        disk.syncFoldersAbove(options.data());
        out.syncNames();
    }

    private void removeUnnamed(Manifest manifest) throws IOException {
        for (String name : disk.list(options.data())) {
            if (name.endsWith(ChunkFile.SUFFIX) && !manifest.files().contains(name)) {
                disk.delete(options.data().resolve(name));
            }
        }
    }

    /** A segment that never got its own name. */
    private void removeUnfinished(Path journalFolder) throws IOException {
        for (String name : disk.list(journalFolder)) {
            if (!name.endsWith(Segment.SUFFIX)) {
                disk.delete(journalFolder.resolve(name));
            }
        }
    }

    private State restore(Manifest manifest) throws IOException {
        List<ChunkFile> files = new ArrayList<>();
        for (String name : manifest.files()) {
            files.add(ChunkFile.open(disk, options.data().resolve(name)));
        }
        State state = new State(new Chunks(files), options.wall(), millis);
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

    /** Puts results into their place; the state is that of the last frame already, so of several only the last one is. */
    private void layResults(byte[] payload, State state) throws IOException {
        Decoder in = new Decoder(payload);
        for (int field = in.next(); field != 0; field = in.next()) {
            Fact fact = FactCodec.decode(field, in);
            if (fact instanceof Fact.ResultIs result && state.jobs.containsKey(result.job())) {
                Job job = state.job(result.job()).job();
                out.createFor(job);
                out.layAgain(job, result.index(), result.bytes(), state.item(result.job(), result.index()));
            } else if (fact instanceof Fact.PartIs part && state.jobs.containsKey(part.job())) {
                layPart(part, state);
            }
        }
    }

    private void layPart(Fact.PartIs part, State state) throws IOException {
        Job job = state.job(part.job()).job();
        out.createFor(job);
        if (!out.layPartAgain(job, part, state.item(part.job(), part.index()))) {
            LOG.atWarn()
                    .addKeyValue("job", job.name())
                    .addKeyValue("item", job.source().id(part.index()))
                    .log(
                            "the result of item {} ({} bytes) is not in {} any more",
                            job.source().id(part.index()),
                            part.size(),
                            out.folder(job));
        }
    }

    private void removeUnknownLists(State state) throws IOException {
        Set<String> known = new HashSet<>();
        state.jobs.values().stream()
                .map(JobState::job)
                .map(Job::id)
                .map(JobId::toString)
                .forEach(known::add);
        Path lists = options.data().resolve(JOBS);
        for (String name : disk.list(lists)) {
            if (!known.contains(name)) {
                ItemLines.remove(disk, lists.resolve(name));
            }
        }
    }
}
