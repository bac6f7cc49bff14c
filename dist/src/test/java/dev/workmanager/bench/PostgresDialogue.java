package dev.workmanager.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A table with an index of what is pending; FOR UPDATE SKIP LOCKED finds the next item. Two statements that are prepared once, each a
 * transaction of its own: as one they deadlock, for SKIP LOCKED keeps the lock of a row that has changed since it was found. The
 * wire is PostgreSQL's protocol 3.0 (its documentation, chapter "Frontend/Backend Protocol").
 */
final class PostgresDialogue implements Dialogue {
    private static final String TAKE = """
            UPDATE items SET state = 1 WHERE id = (SELECT id FROM items WHERE state = 0 ORDER BY id \
            FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING id""";
    private static final String END = "DELETE FROM items WHERE id = $1";
    private static final int INT8 = 20;
    private static final int ID_BYTES = 8;

    private long item = -1;
    private boolean ready;
    private boolean ending;

    /** The request with which a connection begins. */
    static byte[] startup() {
        return bytes(out -> {
            byte[] rest = Ascii.bytes("user\0postgres\0database\0postgres\0\0");
            out.writeInt(8 + rest.length);
            out.writeInt(3 << 16);
            out.write(rest);
        });
    }

    @Override
    public void begin(ByteBuffer out) {
        out.put(startup());
    }

    @Override
    public Step answer(ByteBuffer in, ByteBuffer out) throws IOException {
        if (!isWhole(in)) {
            return Step.PART;
        }
        if (!ready) {
            ready = true;
            prepare(out);
            return Step.ASK_ON;
        }
        if (ending) {
            ending = false;
            execute(out, "take", List.of());
            return Step.ASK_ON;
        }
        if (item < 0) {
            // That was the answer to what was prepared.
            execute(out, "take", List.of());
            item = 0;
            return Step.ASK_ON;
        }
        item = item(in);
        ending = true;
        execute(out, "end", List.of(item));
        return Step.PAIR;
    }

    /** The last message says that it is ready for the next query. */
    private static boolean isWhole(ByteBuffer in) throws IOException {
        int at = 0;
        int last = 0;
        while (at + 5 <= in.position()) {
            last = in.get(at);
            int length = in.getInt(at + 1);
            if (last == 'E' && at + 1 + length <= in.position()) {
                throw new IOException(
                        "postgresql: " + Ascii.text(in, at + 5, at + 1 + length).replace('\0', ' '));
            }
            at += 1 + length;
        }
        return last == 'Z' && at == in.position();
    }

    private static long item(ByteBuffer in) throws IOException {
        for (int at = 0; at < in.position(); at += 1 + in.getInt(at + 1)) {
            if (in.get(at) == 'D') {
                return in.getLong(at + 1 + 4 + 2 + 4);
            }
        }
        throw new IOException("postgresql has no more items");
    }

    private static void prepare(ByteBuffer out) {
        parse(out, "take", TAKE, 0);
        parse(out, "end", END, 1);
        sync(out);
    }

    private static void parse(ByteBuffer out, String name, String text, int parameters) {
        message(out, 'P', bytes(to -> {
            to.writeBytes(name + '\0' + text + '\0');
            to.writeShort(parameters);
            for (int i = 0; i < parameters; i++) {
                to.writeInt(INT8);
            }
        }));
    }

    /** Parameters and results are binary. */
    private static void execute(ByteBuffer out, String name, List<Long> parameters) {
        message(out, 'B', bytes(to -> {
            to.writeBytes("\0" + name + '\0');
            to.writeShort(1);
            to.writeShort(1);
            to.writeShort(parameters.size());
            for (long parameter : parameters) {
                to.writeInt(ID_BYTES);
                to.writeLong(parameter);
            }
            to.writeShort(1);
            to.writeShort(1);
        }));
        message(out, 'E', new byte[] {0, 0, 0, 0, 0});
        sync(out);
    }

    private static void sync(ByteBuffer out) {
        message(out, 'S', new byte[0]);
    }

    private static void message(ByteBuffer out, char type, byte[] body) {
        out.put((byte) type).putInt(4 + body.length).put(body);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
