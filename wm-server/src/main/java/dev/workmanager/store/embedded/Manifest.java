package dev.workmanager.store.embedded;

import dev.workmanager.store.StoreDamagedException;
import dev.workmanager.store.StoreUnusableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * What a checkpoint stands for: the files of chunks, newest first, the frame of the journal up to which they hold everything, and
 * all that is not in chunks. Replaced as a whole, by rename.
 *
 * <pre>
 * 0  4  magic "WMM1"
 * 4  4  length of the payload
 * 8  4  CRC32C of the payload
 * 12    payload: 1 format version, 2 frame, 3 next file number, 4 file (repeated), 5 facts (as in a frame),
 *       6 motion (repeated: 1 job, 2 ready, 3 waiting, 4 running, 5 suspects; each a portable 64-bit Roaring bitmap),
 *       7 the number of the last job that was made
 * </pre>
 *
 * @param frame the last frame that it stands for
 * @param nextFile the number of the next file of chunks
 * @param files the names of the files, newest first
 * @param facts jobs, progress, workers, slots, registrations and messages
 * @param motion the items in motion, by job; each job is there
 * @param lastJob the number of the last job that was made
 */
record Manifest(long frame, long nextFile, List<String> files, List<Fact> facts, List<Motion> motion, int lastJob) {
    /** The indexes of a job's items that are in motion. */
    record Motion(
            int job,
            Roaring64Bitmap ready,
            Roaring64Bitmap waiting,
            Roaring64Bitmap running,
            Roaring64Bitmap suspects) {}

    static final Manifest EMPTY = new Manifest(0, 1, List.of(), List.of(), List.of(), 0);

    private static final String NAME = "manifest";
    private static final String NEXT = "manifest.next";
    private static final int MAGIC = 0x574d4d31;
    private static final int HEADER = 12;
    private static final int VERSION = 1;

    /** What is so, as of a frame; the files come later. */
    static Manifest of(State state, long frame) {
        List<Fact> facts = new ArrayList<>();
        List<Motion> motion = new ArrayList<>();
        state.jobs.forEach((no, job) -> {
            facts.add(new Fact.JobIs(job.job()));
            facts.add(new Fact.ProgressIs(no, job.progress()));
            motion.add(new Motion(
                    no, job.ready.clone(), job.waiting.indexes(), job.running.clone(), job.suspects.clone()));
        });
        state.workers.values().forEach(worker -> facts.add(new Fact.WorkerIs(worker)));
        state.slots.forEach((key, slot) -> facts.add(new Fact.SlotIs(key.worker(), key.slot(), slot)));
        facts.addAll(state.registered.facts());
        return new Manifest(frame, 0, List.of(), facts, motion, state.lastJob());
    }

    Manifest with(long newNextFile, List<String> newFiles) {
        return new Manifest(frame, newNextFile, newFiles, facts, motion, lastJob);
    }

    /** Makes it the one that the next start reads. */
    void write(Disk disk, Path folder) throws IOException {
        byte[] payload = encode();
        CRC32C crc = new CRC32C();
        crc.update(payload);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + payload.length)
                .putInt(MAGIC)
                .putInt(payload.length)
                .putInt((int) crc.getValue())
                .put(payload)
                .flip();
        Path next = folder.resolve(NEXT);
        disk.delete(next);
        try (DiskFile file = disk.create(next)) {
            file.write(bytes, 0);
            file.sync();
        }
        disk.rename(next, folder.resolve(NAME));
        disk.syncFolder(folder);
    }

    private byte[] encode() {
        Encoder out = new Encoder(4 << 10);
        out.field(1, VERSION);
        out.field(2, frame);
        out.field(3, nextFile);
        files.forEach(name -> out.field(4, name));
        Encoder all = new Encoder(4 << 10);
        facts.forEach(fact -> FactCodec.encode(fact, all));
        out.field(5, all);
        for (Motion moving : motion) {
            Encoder inner = new Encoder(256);
            inner.field(1, moving.job());
            inner.field(2, bytes(moving.ready()));
            inner.field(3, bytes(moving.waiting()));
            inner.field(4, bytes(moving.running()));
            inner.field(5, bytes(moving.suspects()));
            out.field(6, inner);
        }
        out.field(7, lastJob);
        return out.toBytes();
    }

    /** The numbers of the jobs that are not forgotten. */
    Set<Integer> jobs() {
        return motion.stream().map(Motion::job).collect(Collectors.toSet());
    }

    private static byte[] bytes(Roaring64Bitmap indexes) {
        if (indexes.isEmpty()) {
            return new byte[0];
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(indexes.serializedSizeInBytes()));
        try {
            indexes.serialize(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory refuses to be written to", e);
        }
        return bytes.array();
    }

    /**
     * Reads the manifest of a data folder; nothing if it has none yet.
     *
     * @throws StoreDamagedException if it is damaged
     */
    static Optional<Manifest> read(Disk disk, Path folder) throws IOException {
        Path path = folder.resolve(NAME);
        if (!disk.exists(path)) {
            return Optional.empty();
        }
        try (DiskFile file = disk.open(path)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
            file.read(bytes, 0);
            return Optional.of(decode(bytes.array(), path));
        } catch (MalformedDataException e) {
            throw new StoreDamagedException(
                    "the state is damaged: " + path + " at offset 0: " + e.getMessage()
                            + ". Nothing was changed. Put the data folder back from a copy, or begin with an empty one",
                    e);
        }
    }

    private static Manifest decode(byte[] whole, Path path) {
        ByteBuffer bytes = ByteBuffer.wrap(whole);
        if (bytes.remaining() < HEADER || bytes.getInt(0) != MAGIC || bytes.getInt(4) != bytes.remaining() - HEADER) {
            throw new MalformedDataException("it is no whole manifest");
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(HEADER));
        if ((int) crc.getValue() != bytes.getInt(8)) {
            throw new MalformedDataException("its checksum is wrong");
        }
        long frame = 0;
        long nextFile = 1;
        List<String> files = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        List<Motion> motion = new ArrayList<>();
        int lastJob = 0;
        Decoder in = new Decoder(whole, HEADER, whole.length - HEADER);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> checkVersion(in.asLong(), path);
                case 2 -> frame = in.asLong();
                case 3 -> nextFile = in.asLong();
                case 4 -> files.add(in.asString());
                case 5 -> facts(in.asMessage(), facts);
                case 6 -> motion.add(motion(in.asMessage()));
                case 7 -> lastJob = in.asInt();
                default -> in.passOver();
            }
        }
        return new Manifest(frame, nextFile, files, facts, motion, lastJob);
    }

    private static void checkVersion(long version, Path path) {
        if (version != VERSION) {
            throw new StoreUnusableException(
                    path + " is of format version " + version + ", this program knows " + VERSION
                            + ": use the version of the program that wrote it, or a later one",
                    null);
        }
    }

    private static void facts(Decoder in, List<Fact> facts) {
        for (int field = in.next(); field != 0; field = in.next()) {
            facts.add(FactCodec.decode(field, in));
        }
    }

    private static Motion motion(Decoder in) {
        int job = 0;
        Roaring64Bitmap[] sets = new Roaring64Bitmap[6];
        Arrays.setAll(sets, i -> new Roaring64Bitmap());
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> job = in.asInt();
                case 2, 3, 4, 5 -> sets[field] = indexes(in.asBytes());
                default -> in.passOver();
            }
        }
        return new Motion(job, sets[2], sets[3], sets[4], sets[5]);
    }

    private static Roaring64Bitmap indexes(byte[] bytes) {
        Roaring64Bitmap indexes = new Roaring64Bitmap();
        try {
            indexes.deserialize(ByteBuffer.wrap(bytes));
        } catch (IOException | RuntimeException e) {
            throw new MalformedDataException("a set of indexes cannot be read: " + e.getMessage());
        }
        return indexes;
    }
}
