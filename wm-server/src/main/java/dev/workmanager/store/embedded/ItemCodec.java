package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Hash;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item as bytes: the same in the journal and in the chunks. The first byte is the state, so that a scan need not decode the
 * rest. Fields that this version does not know are kept by {@link #encode(Item, byte[])}.
 *
 * <pre>
 * item:    state byte, then the fields 1 last attempt, 2 failures, 3 give-backs, 4 losses, 5 not before, 6 backoff,
 *          7 result size, 8 result hash (32 bytes), 9 stderr, 10 stdout, 11 attempt (repeated)
 * attempt: 1 number, 2 bits, 3 worker, 4 slot, 5 started, 6 end code, 7 milliseconds from start to end (zigzag),
 *          8 exit code or negative signal (zigzag), 9 alone
 * </pre>
 */
final class ItemCodec {
    /** What is kept of each tail, in bytes of UTF-8: a chunk of such items has to fit a page of the file. */
    static final int MAX_TAIL_BYTES = 1_024;

    private static final ItemState[] STATES = {
        ItemState.PENDING, ItemState.RUNNING, ItemState.DONE, ItemState.FAILED, ItemState.CANCELLED
    };
    private static final int KNOWN_FIELDS = 11;

    private ItemCodec() {}

    /** The state of an encoded item. */
    static ItemState state(byte[] encoded) {
        if (encoded.length == 0 || encoded[0] < 0 || encoded[0] >= STATES.length) {
            throw new MalformedDataException("an item in an unknown state");
        }
        return STATES[encoded[0]];
    }

    /**
     * Encodes an item.
     *
     * @param earlier the bytes that it replaces, for the sake of what this version does not know in there
     */
    static byte[] encode(Item item, byte @Nullable [] earlier) {
        Encoder out = new Encoder(96);
        out.raw(new byte[] {code(item.state())}, 1);
        out.field(1, item.lastAttempt());
        out.field(2, item.failures());
        out.field(3, item.giveBacks());
        out.field(4, item.losses());
        out.field(5, item.notBefore());
        out.field(6, item.backoff());
        out.field(7, item.resultSize());
        if (item.resultHash() != null) {
            out.field(8, bytes(item.resultHash()));
        }
        tail(out, 9, item.stderr());
        tail(out, 10, item.stdout());
        for (Attempt attempt : item.attempts()) {
            out.field(11, encode(attempt));
        }
        if (earlier != null) {
            copyUnknown(earlier, out);
        }
        return out.toBytes();
    }

    private static byte code(ItemState state) {
        return switch (state) {
            case PENDING -> 0;
            case RUNNING -> 1;
            case DONE -> 2;
            case FAILED -> 3;
            case CANCELLED -> 4;
        };
    }

    private static Encoder encode(Attempt attempt) {
        Encoder out = new Encoder(40);
        out.field(1, attempt.number());
        out.field(2, Integer.toUnsignedLong(attempt.bits()));
        out.field(3, attempt.worker());
        out.field(4, attempt.slot());
        out.field(5, attempt.startedAt());
        Attempt.Ending ending = attempt.ending();
        if (ending != null) {
            out.field(6, ending.how().code());
            out.field(7, zigzag(ending.at() - attempt.startedAt()));
            out.field(8, zigzag(ending.code()));
            out.field(9, ending.alone() ? 1 : 0);
        }
        return out;
    }

    private static void tail(Encoder out, int field, String text) {
        if (text.isEmpty()) {
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int from = Math.max(0, utf8.length - MAX_TAIL_BYTES);
        while (from > 0 && from < utf8.length && (utf8[from] & 0xc0) == 0x80) {
            from++;
        }
        out.field(field, from == 0 ? utf8 : java.util.Arrays.copyOfRange(utf8, from, utf8.length));
    }

    private static void copyUnknown(byte[] earlier, Encoder out) {
        Decoder in = new Decoder(earlier, 1, earlier.length - 1);
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field > KNOWN_FIELDS) {
                in.copyTo(out, field);
            }
        }
    }

    /** Decodes an item; fields that are not known are passed over. */
    static Item decode(byte[] encoded) {
        ItemState state = state(encoded);
        Fields fields = new Fields();
        Decoder in = new Decoder(encoded, 1, encoded.length - 1);
        for (int field = in.next(); field != 0; field = in.next()) {
            fields.take(field, in);
        }
        return fields.item(state);
    }

    /**
     * How long the last attempt of an encoded item took; of one that has not ended, how long it takes so far.
     *
     * @param now the time, in milliseconds since the epoch
     * @return milliseconds; -1 where there was no attempt
     */
    static long lastMillis(byte[] encoded, long now) {
        Decoder last = null;
        Decoder in = new Decoder(encoded, 1, encoded.length - 1);
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 11) {
                last = in.asMessage();
            }
        }
        if (last == null) {
            return -1;
        }
        Attempt attempt = attempt(last);
        Attempt.Ending ending = attempt.ending();
        return Math.max(0, (ending == null ? now : ending.at()) - attempt.startedAt());
    }

    private static Attempt attempt(Decoder in) {
        int number = 0;
        int bits = 0;
        int worker = 0;
        int slot = 0;
        long started = 0;
        int end = 0;
        long took = 0;
        int code = 0;
        boolean alone = false;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> number = in.asInt();
                case 2 -> bits = (int) in.asLong();
                case 3 -> worker = in.asInt();
                case 4 -> slot = in.asInt();
                case 5 -> started = in.asLong();
                case 6 -> end = in.asInt();
                case 7 -> took = unzigzag(in.asLong());
                case 8 -> code = (int) unzigzag(in.asLong());
                case 9 -> alone = in.asLong() != 0;
                default -> in.passOver();
            }
        }
        Attempt.Ending ending = end == 0 ? null : new Attempt.Ending(end(end), started + took, code, alone);
        return new Attempt(number, bits, worker, slot, started, ending);
    }

    private static AttemptEnd end(int code) {
        try {
            return AttemptEnd.ofCode(code);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException(String.valueOf(e.getMessage()));
        }
    }

    static byte[] bytes(Hash hash) {
        return java.nio.ByteBuffer.allocate(Hash.BYTES)
                .putLong(hash.first())
                .putLong(hash.second())
                .putLong(hash.third())
                .putLong(hash.fourth())
                .array();
    }

    static Hash hash(byte[] bytes) {
        if (bytes.length != Hash.BYTES) {
            throw new MalformedDataException("a hash of " + bytes.length + " bytes");
        }
        return Hash.of(bytes);
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    private static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }

    /** An item's fields while they are read. */
    private static final class Fields {
        private int lastAttempt;
        private int failures;
        private int giveBacks;
        private int losses;
        private long notBefore;
        private long backoff;
        private long resultSize;
        private @Nullable Hash hash;
        private String stderr = "";
        private String stdout = "";
        private final List<Attempt> attempts = new ArrayList<>(1);

        void take(int field, Decoder in) {
            switch (field) {
                case 1 -> lastAttempt = in.asInt();
                case 2 -> failures = in.asInt();
                case 3 -> giveBacks = in.asInt();
                case 4 -> losses = in.asInt();
                case 5 -> notBefore = in.asLong();
                case 6 -> backoff = in.asLong();
                case 7 -> resultSize = in.asLong();
                case 8 -> hash = ItemCodec.hash(in.asBytes());
                case 9 -> stderr = in.asString();
                case 10 -> stdout = in.asString();
                case 11 -> attempts.add(attempt(in.asMessage()));
                default -> in.passOver();
            }
        }

        Item item(ItemState state) {
            return new Item(
                    state,
                    attempts,
                    lastAttempt,
                    failures,
                    giveBacks,
                    losses,
                    notBefore,
                    backoff,
                    resultSize,
                    hash,
                    stderr,
                    stdout);
        }
    }
}
