package dev.workmanager.store.embedded;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
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

    private final Disk disk;
    private final EmbeddedOptions options;
    private final OutFolder out;
    private final LongSupplier millis;
    private final Executor background;

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
        Path journalFolder = data.resolve(StateReader.JOURNAL);
        disk.createFolders(journalFolder);
        disk.createFolders(data.resolve(ItemLines.JOBS));
        out.create();
        StateReader reader = new StateReader(disk, data, options.wall(), millis);
        StateReader.Read read = reader.read();
        State state = read.state();
        reader.checkLists(state);
        // All that there is has been read, and nothing was changed so far.
        settle(read.journal(), read.end());
        removeUnnamed(read.manifest());
        removeUnfinished(journalFolder);
        out.removeUnfinished();
        if (read.hasResults()) {
            read.journal().read(read.manifest().frame(), (number, payload) -> layResults(payload, state));
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
                read.end());
        return new Found(state, journal, read.manifest().nextFile());
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
        Path lists = options.data().resolve(ItemLines.JOBS);
        for (String name : disk.list(lists)) {
            if (!known.contains(name)) {
                ItemLines.remove(disk, lists.resolve(name));
            }
        }
    }
}
