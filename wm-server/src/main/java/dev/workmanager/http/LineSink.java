package dev.workmanager.http;

import dev.workmanager.config.Utf8;
import dev.workmanager.model.Hash;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Source;
import dev.workmanager.store.ItemList;
import dev.workmanager.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A body of lines that become the items of a job. A line ends with LF or CRLF, the last one with or without; a byte order mark
 * before the first is skipped. Memory holds one line that came in pieces.
 */
final class LineSink implements BodySink<Source> {
    private static final int LONGEST = ItemList.MAX_BYTES;
    private static final byte[] LINE_FEED = {'\n'};
    private static final int MARK = 3;

    private final Store store;
    private final JobId job;
    private final ItemList list;
    private final MessageDigest digest = Sha256.digest();
    private byte[] begun = new byte[256];
    private int length;

    /** Begins the list of a job. */
    LineSink(Store store, JobId job) throws IOException {
        this.store = store;
        this.job = job;
        this.list = store.newItemList(job);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        byte[] array = bytes.array();
        int from = bytes.arrayOffset() + bytes.position();
        int limit = bytes.arrayOffset() + bytes.limit();
        for (int i = from; i < limit; i++) {
            if (array[i] == '\n') {
                line(array, from, i);
                from = i + 1;
            }
        }
        keep(array, from, limit);
        bytes.position(bytes.limit());
    }

    private void line(byte[] array, int from, int to) throws IOException {
        if (length == 0) {
            add(array, from, to);
        } else {
            keep(array, from, to);
            add(begun, 0, length);
            length = 0;
        }
    }

    /** The line goes on with the next bytes. */
    private void keep(byte[] array, int from, int to) {
        int more = to - from;
        // Room for a byte order mark before it, and a CR behind.
        if (length + more > LONGEST + MARK + 1) {
            throw tooLong();
        }
        if (length + more > begun.length) {
            begun = Arrays.copyOf(begun, Math.max(length + more, 2 * begun.length));
        }
        System.arraycopy(array, from, begun, length, more);
        length += more;
    }

    private void add(byte[] array, int start, int end) throws IOException {
        int from = list.count() == 0 && startsWithMark(array, start, end) ? start + MARK : start;
        int to = end > from && array[end - 1] == '\r' ? end - 1 : end;
        if (to - from > LONGEST) {
            throw tooLong();
        }
        requireText(array, from, to);
        list.add(array, from, to - from);
        digest.update(array, from, to - from);
        digest.update(LINE_FEED);
    }

    private void requireText(byte[] array, int from, int to) {
        int fault = Utf8.fault(array, from, to);
        if (fault < 0) {
            return;
        }
        long line = list.count() + 1;
        int position = fault - from + 1;
        throw Queries.wrong(
                array[fault] == 0
                        ? "line " + line + ": byte " + position + " is U+0000, which no item may hold; nothing changed"
                        : "line %d: it is not UTF-8: byte %d is 0x%02x; nothing changed"
                                .formatted(line, position, array[fault]));
    }

    private static boolean startsWithMark(byte[] array, int from, int to) {
        return to - from >= MARK
                && (array[from] & 0xff) == 0xef
                && (array[from + 1] & 0xff) == 0xbb
                && (array[from + 2] & 0xff) == 0xbf;
    }

    private RuntimeException tooLong() {
        return Queries.wrong(
                "line " + (list.count() + 1) + ": it is longer than " + LONGEST + " bytes; nothing changed");
    }

    @Override
    public Source finish() throws IOException {
        if (length > 0) {
            add(begun, 0, length);
        }
        long count = list.count();
        if (count == 0) {
            throw Queries.wrong("there is no line, so there is no item; nothing changed");
        }
        list.close();
        String words = "list-file: " + count + (count == 1 ? " line" : " lines") + " uploaded, sha256 "
                + Hash.of(digest.digest());
        return new Source(Source.Kind.LIST_FILE, 1, count, words);
    }

    @Override
    public void close() throws IOException {
        try (list) {
            begun = new byte[0];
        } finally {
            store.discardItemList(job);
        }
    }
}
