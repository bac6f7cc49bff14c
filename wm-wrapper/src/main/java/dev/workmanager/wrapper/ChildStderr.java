package dev.workmanager.wrapper;

import dev.workmanager.client.AttemptLog;
import dev.workmanager.client.WorkSlot;
import dev.workmanager.protocol.HandedItem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a child's standard error goes: to the log of its item, byte for byte, and to our own standard error, which all children share;
 * there, if asked for, in whole lines with the item's number before each. Thread-safe; what a grandchild still says after {@link #close}
 * is shown, too.
 */
final class ChildStderr extends OutputStream {
    /** A longer line is shown as several. */
    private static final int LONGEST = 8 << 10;

    private final Optional<AttemptLog> log;
    private final OutputStream shown;
    private final byte[] prefix;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(0);

    /**
     * @param log takes all of it, if it is wanted there
     * @param shown ours; written to under its own lock
     * @param prefix stands before each line; empty for bytes as they come
     */
    private ChildStderr(Optional<AttemptLog> log, OutputStream shown, String prefix) {
        this.log = log;
        this.shown = shown;
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * That of an item which a slot holds.
     *
     * @param use what becomes of it
     * @param shown ours
     */
    static ChildStderr of(HandedItem item, WorkSlot slot, StderrUse use, OutputStream shown) {
        return new ChildStderr(
                use.shipped() ? Optional.of(slot.log(item.token())) : Optional.empty(),
                shown,
                use.prefixed() ? "[" + item.id() + "] " : "");
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        log.ifPresent(known -> known.append(bytes, from, length));
        if (prefix.length == 0) {
            show(bytes, from, length);
        } else {
            byte[] lines = lines(bytes, from, length);
            show(lines, 0, lines.length);
        }
    }

    private synchronized byte[] lines(byte[] bytes, int from, int length) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(length + prefix.length);
        for (int i = from; i < from + length; i++) {
            if (bytes[i] != '\n') {
                line.write(bytes[i]);
            }
            if (bytes[i] == '\n' || line.size() == LONGEST) {
                endLine(whole);
            }
        }
        return whole.toByteArray();
    }

    private void endLine(ByteArrayOutputStream whole) {
        whole.writeBytes(prefix);
        whole.writeBytes(line.toByteArray());
        whole.write('\n');
        line.reset();
    }

    private void show(byte[] bytes, int from, int length) throws IOException {
        synchronized (shown) {
            shown.write(bytes, from, length);
            shown.flush();
        }
    }

    /** The child has ended: shows what it has said without ending the line. */
    @Override
    public void close() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        synchronized (this) {
            if (line.size() > 0) {
                endLine(rest);
            }
        }
        show(rest.toByteArray(), 0, rest.size());
    }
}
