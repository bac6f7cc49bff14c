package dev.workmanager.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A list of what is pending and one of what each connection runs. LREM when it is done, LMOVE for the next: one after the other, as
 * a client library does it, or both at once in a pipeline.
 */
final class RedisDialogue implements Dialogue {
    private final byte[] take;
    private final byte[] remove;
    private final boolean pipelined;
    private byte[] item = new byte[0];
    private boolean removing;

    RedisDialogue(int connection, boolean pipelined) {
        String running = "running" + connection;
        this.take = Ascii.bytes(command("LMOVE", "pending", running, "LEFT", "RIGHT"));
        this.remove = Ascii.bytes("*4\r\n" + word("LREM") + word(running) + word("1"));
        this.pipelined = pipelined;
    }

    /** A command as it goes over the wire. */
    static String command(String... words) {
        StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            text.append(word(word));
        }
        return text.toString();
    }

    private static String word(String word) {
        return "$" + word.length() + "\r\n" + word + "\r\n";
    }

    @Override
    public void begin(ByteBuffer out) {
        out.put(take);
    }

    @Override
    public Step answer(ByteBuffer in, ByteBuffer out) throws IOException {
        int from = 0;
        if (removing) {
            from = integer(in);
            if (from < 0) {
                return Step.PART;
            }
            if (!pipelined) {
                removing = false;
                out.put(take);
                return Step.ASK_ON;
            }
        }
        if (!readItem(in, from)) {
            return Step.PART;
        }
        removing = true;
        out.put(remove).put((byte) '$');
        Ascii.put(out, item.length);
        out.put((byte) '\r').put((byte) '\n').put(item).put((byte) '\r').put((byte) '\n');
        if (pipelined) {
            out.put(take);
        }
        return Step.PAIR;
    }

    private static int integer(ByteBuffer in) throws IOException {
        int end = Ascii.until('\n', in, 0, in.position());
        if (end == in.position()) {
            return -1;
        }
        if (in.get(0) != ':' || in.get(1) != '1') {
            throw new IOException("redis removed nothing: " + Ascii.text(in, 0, end));
        }
        return end + 1;
    }

    private boolean readItem(ByteBuffer in, int from) throws IOException {
        int here = in.position();
        int line = Ascii.until('\n', in, from, here);
        if (line == here) {
            return false;
        }
        if (in.get(from) != '$' || in.get(from + 1) == '-') {
            throw new IOException("redis gave no item: " + Ascii.text(in, from, line));
        }
        int length = (int) Ascii.number(in, from + 1, line);
        if (here < line + 1 + length + 2) {
            return false;
        }
        if (item.length != length) {
            item = new byte[length];
        }
        in.get(line + 1, item);
        return true;
    }
}
