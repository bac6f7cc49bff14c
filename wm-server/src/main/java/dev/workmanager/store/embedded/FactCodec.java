package dev.workmanager.store.embedded;

import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import dev.workmanager.rules.Order;
import dev.workmanager.rules.Slot;
import dev.workmanager.rules.Worker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts as bytes: in a frame each is a field whose number says what it is.
 *
 * <pre>
 * 1 item:     1 job, 2 index, 3 encoded item
 * 2 job:      1 number, 2 id (fixed), 3 name, 4 kind, 5 first, 6 count, 7 words, 8 attempts, 9 backoff first ms, 10 longest ms,
 *             11 give-backs, 12 lease ms, 13 created at, 14 fresh out, 15 mode, 16 budget from failed, 17 from done, 18 reason,
 *             19 never-retry, 20 crash-limit, 21 nameless lease, 22 timeout ms, 23 halt rule, 24 halt amount, 25 halt now,
 *             26 priority (zigzag), 27 domain
 * 3 progress: 1 job, 2 running, 3 done, 4 failed, 5 cancelled, 6 cursor, 7 highest, 8 superseded, 9 started at, 10 ended at
 * 4 worker:   1 number, 2 id, 3 group, 4 host, 5 pid, 6 version, 7 first seen, 8 silent, 9 started at, 10 alone, 11 order
 * 5 slot:     1 worker, 2 slot, 3 number, 4 handed (repeated: 1 job, 2 index, 3 attempt), 5 done, 6 failed
 * 6 result:   1 job, 2 index, 3 bytes
 * 7 part:     1 job, 2 index, 3 name, 4 size, 5 hash (32 bytes)
 * 8 job gone: 1 number
 * 9 message:  1 number, 2 at, 3 worker, 4 group, 5 event, 6 content, 7 key
 * 10 registration:      1 worker, 2 group, 3 at
 * 11 registration gone: 1 worker
 * </pre>
 */
final class FactCodec {
    private FactCodec() {}

    static void encode(Fact fact, Encoder frame) {
        Encoder out = new Encoder(64);
        if (fact instanceof Fact.ItemIs item) {
            key(out, item.job(), item.index());
            out.field(3, item.encoded());
            frame.field(1, out);
        } else if (fact instanceof Fact.JobIs job) {
            JobCodec.encode(out, job.job());
            frame.field(2, out);
        } else if (fact instanceof Fact.JobGone gone) {
            out.field(1, gone.job());
            frame.field(8, out);
        } else if (fact instanceof Fact.ProgressIs progress) {
            progress(out, progress);
            frame.field(3, out);
        } else if (fact instanceof Fact.WorkerIs worker) {
            worker(out, worker.worker());
            frame.field(4, out);
        } else if (fact instanceof Fact.SlotIs slot) {
            slot(out, slot);
            frame.field(5, out);
        } else if (fact instanceof Fact.ResultIs result) {
            key(out, result.job(), result.index());
            out.field(3, result.bytes());
            frame.field(6, out);
        } else if (fact instanceof Fact.PartIs part) {
            key(out, part.job(), part.index());
            out.field(3, part.name());
            out.field(4, part.size());
            out.field(5, ItemCodec.bytes(part.hash()));
            frame.field(7, out);
        } else if (fact instanceof Fact.MessageIs message) {
            RegistryCodec.encode(out, message.message());
            frame.field(9, out);
        } else if (fact instanceof Fact.RegistrationIs is) {
            RegistryCodec.encode(out, is.registration());
            frame.field(10, out);
        } else if (fact instanceof Fact.RegistrationGone gone) {
            out.field(1, gone.worker());
            frame.field(11, out);
        }
    }

    /**
     * Decodes the field that the decoder stands on.
     *
     * @throws MalformedDataException if it is no fact that this version knows
     */
    static Fact decode(int field, Decoder in) {
        return switch (field) {
            case 1 -> item(in.asMessage());
            case 2 -> new Fact.JobIs(JobCodec.decode(in.asMessage()));
            case 3 -> progress(in.asMessage());
            case 4 -> new Fact.WorkerIs(worker(in.asMessage()));
            case 5 -> slot(in.asMessage());
            case 6 -> result(in.asMessage());
            case 7 -> part(in.asMessage());
            case 8 -> gone(in.asMessage());
            case 9 -> RegistryCodec.message(in.asMessage());
            case 10 -> RegistryCodec.registration(in.asMessage());
            case 11 -> RegistryCodec.gone(in.asMessage());
            default ->
                throw new MalformedDataException(
                        "a fact of kind " + field + ", which this version does not know: a later one wrote it");
        };
    }

    private static void key(Encoder out, int job, long index) {
        out.field(1, job);
        out.field(2, index);
    }

    private static Fact item(Decoder in) {
        int job = 0;
        long index = 0;
        byte[] encoded = {};
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> job = in.asInt();
                case 2 -> index = in.asLong();
                case 3 -> encoded = in.asBytes();
                default -> in.passOver();
            }
        }
        return new Fact.ItemIs(job, index, encoded);
    }

    private static Fact gone(Decoder in) {
        int job = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                job = in.asInt();
            } else {
                in.passOver();
            }
        }
        return new Fact.JobGone(job);
    }

    private static void progress(Encoder out, Fact.ProgressIs fact) {
        Progress progress = fact.progress();
        out.field(1, fact.job());
        out.field(2, progress.running());
        out.field(3, progress.done());
        out.field(4, progress.failed());
        out.field(5, progress.cancelled());
        out.field(6, progress.cursor());
        out.field(7, progress.highest());
        out.field(8, progress.superseded());
        out.field(9, progress.startedAt());
        out.field(10, progress.endedAt());
    }

    private static Fact progress(Decoder in) {
        long[] numbers = new long[11];
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field < numbers.length) {
                numbers[field] = in.asLong();
            }
        }
        return new Fact.ProgressIs(
                (int) numbers[1],
                new Progress(
                        numbers[2],
                        numbers[3],
                        numbers[4],
                        numbers[5],
                        numbers[6],
                        numbers[7],
                        numbers[8],
                        numbers[9],
                        numbers[10]));
    }

    private static void worker(Encoder out, Worker worker) {
        out.field(1, worker.no());
        out.field(2, worker.id().text());
        About about = worker.about();
        if (about != null) {
            out.field(3, orEmpty(about.group()));
            out.field(4, orEmpty(about.host()));
            out.field(5, about.pid() == null ? 0 : about.pid());
            out.field(6, orEmpty(about.version()));
        }
        out.field(7, worker.firstSeen());
        out.field(8, worker.silent() ? 1 : 0);
        out.field(9, about == null || about.startedAt() == null ? 0 : about.startedAt());
        out.field(10, worker.alone() ? 1 : 0);
        out.field(11, worker.order().code());
    }

    private static Worker worker(Decoder in) {
        int no = 0;
        String id = "";
        String group = "";
        String host = "";
        long pid = 0;
        String version = "";
        long[] numbers = new long[12];
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> no = in.asInt();
                case 2 -> id = in.asString();
                case 3 -> group = in.asString();
                case 4 -> host = in.asString();
                case 5 -> pid = in.asLong();
                case 6 -> version = in.asString();
                case 7, 8, 9, 10, 11 -> numbers[field] = in.asLong();
                default -> in.passOver();
            }
        }
        try {
            About about = new About(
                    orNull(group),
                    orNull(host),
                    pid == 0 ? null : pid,
                    orNull(version),
                    numbers[9] == 0 ? null : numbers[9]);
            return new Worker(
                    no, new WorkerId(id), about, numbers[7], numbers[8] != 0, numbers[10] != 0, Order.ofCode((int)
                            numbers[11]));
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("worker '" + id + "': " + e.getMessage());
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void slot(Encoder out, Fact.SlotIs slot) {
        out.field(1, slot.worker());
        out.field(2, slot.slot());
        out.field(3, slot.remembered().number());
        for (Slot.Handed handed : slot.remembered().handed()) {
            Encoder inner = new Encoder(24);
            key(inner, handed.job(), handed.index());
            inner.field(3, handed.attempt());
            out.field(4, inner);
        }
        out.field(5, slot.remembered().done());
        out.field(6, slot.remembered().failed());
    }

    private static Fact slot(Decoder in) {
        int worker = 0;
        int slot = 0;
        long number = 0;
        long done = 0;
        long failed = 0;
        List<Slot.Handed> handed = new ArrayList<>(1);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> worker = in.asInt();
                case 2 -> slot = in.asInt();
                case 3 -> number = in.asLong();
                case 4 -> handed.add(handed(in.asMessage()));
                case 5 -> done = in.asLong();
                case 6 -> failed = in.asLong();
                default -> in.passOver();
            }
        }
        return new Fact.SlotIs(worker, slot, new Slot(number, handed, done, failed));
    }

    private static Slot.Handed handed(Decoder in) {
        long[] numbers = new long[4];
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field < numbers.length) {
                numbers[field] = in.asLong();
            }
        }
        return new Slot.Handed((int) numbers[1], numbers[2], (int) numbers[3]);
    }

    private static Fact result(Decoder in) {
        Fact.ItemIs sameShape = (Fact.ItemIs) item(in);
        return new Fact.ResultIs(sameShape.job(), sameShape.index(), sameShape.encoded());
    }

    private static Fact part(Decoder in) {
        int job = 0;
        long index = 0;
        String name = "";
        long size = 0;
        byte[] hash = {};
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> job = in.asInt();
                case 2 -> index = in.asLong();
                case 3 -> name = in.asString();
                case 4 -> size = in.asLong();
                case 5 -> hash = in.asBytes();
                default -> in.passOver();
            }
        }
        return new Fact.PartIs(job, index, name, size, ItemCodec.hash(hash));
    }
}
