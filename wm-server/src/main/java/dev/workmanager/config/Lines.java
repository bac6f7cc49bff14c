package dev.workmanager.config;

import dev.workmanager.store.ItemList;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of an input, one after the other, in memory for one line. A line ends with LF or CRLF, the last one with
 * or without; a byte order mark before the first is skipped. Lines that are no text, or longer than {@link
 * ItemList#MAX_BYTES}, are reported and left out, and so is an input that cannot be read further. Not thread-safe.
 */
final class Lines implements Closeable {
    private static final int LONGEST = ItemList.MAX_BYTES;

    private final Input input;
    private final InputStream in;
    private final Problems problems;
    private byte[] buffer = new byte[1 << 16];
    private int limit;
    private int start;
    private int end;
    private int next;
    private int scanned;
    private boolean overlong;
    private boolean ended;
    private boolean flawed;
    private long number;

    private Lines(Input input, InputStream in, Problems problems) {
        this.input = input;
        this.in = in;
        this.problems = problems;
    }

    /** Opens an input; one that cannot be opened is reported and has no lines. */
    static Lines open(Input input, Problems problems) {
        Lines lines;
        try {
            lines = new Lines(input, input.opener().open(), problems);
        } catch (IOException e) {
            lines = new Lines(input, InputStream.nullInputStream(), problems);
            lines.stop(input.unreadable(e));
        }
        lines.begin();
        return lines;
    }

    private void begin() {
        try {
            limit = in.readNBytes(buffer, 0, 3);
        } catch (IOException e) {
            stop(input.unreadable(e));
            return;
        }
        if (startsWith(0xef, 0xbb, 0xbf)) {
            next = 3;
        } else if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) {
            stop(Place.of(input.name()).problem("is UTF-16, it seems; save it as UTF-8"));
        }
    }

    private boolean startsWith(int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= limit || (buffer[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private void stop(Problem problem) {
        report(problem);
        ended = true;
    }

    private void report(Problem problem) {
        problems.add(problem);
        flawed = true;
    }

    /** Goes to the next good line. */
    boolean next() {
        try {
            while (!ended && advance()) {
                number++;
                if (good()) {
                    return true;
                }
            }
        } catch (IOException e) {
            stop(input.unreadable(e));
        }
        ended = true;
        return false;
    }

    private boolean advance() throws IOException {
        start = next;
        scanned = next;
        overlong = false;
        do {
            int lf = lineFeed();
            if (lf >= 0) {
                end = lf > start && buffer[lf - 1] == '\r' ? lf - 1 : lf;
                next = lf + 1;
                return true;
            }
        } while (fill());
        end = limit;
        next = limit;
        return end > start || overlong;
    }

    private int lineFeed() {
        for (int i = scanned; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        scanned = limit;
        return -1;
    }

    /** Reads on behind what was scanned. Of a line that is too long, what was read is thrown away. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, limit - start);
        limit -= start;
        start = 0;
        if (limit == buffer.length && limit < LONGEST + 2) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * limit, LONGEST + 2));
        } else if (limit == buffer.length) {
            overlong = true;
            limit = 0;
        }
        scanned = limit;
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(count, 0);
        return count > 0;
    }

    private boolean good() {
        if (overlong || end - start > LONGEST) {
            report(place().problem("the line is longer than " + LONGEST + " bytes"));
            return false;
        }
        int fault = Utf8.fault(buffer, start, end);
        if (fault >= 0) {
            report(place().problem(describe(buffer[fault], fault - start + 1)));
        }
        return fault < 0;
    }

    private static String describe(byte fault, int position) {
        return fault == 0
                ? "byte " + position + " of the line is U+0000, which no item may hold"
                : "the line is not UTF-8: byte %d is 0x%02x; save the file as UTF-8".formatted(position, fault);
    }

    /** Cuts the blanks (space, tab, CR) at both ends of the line off. */
    void cut() {
        while (start < end && isBlank(buffer[start])) {
            start++;
        }
        while (start < end && isBlank(buffer[end - 1])) {
            end--;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Whether anything was reported so far. */
    boolean isFlawed() {
        return flawed;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    Input input() {
        return input;
    }

    Place place() {
        return new Place(input.name(), number);
    }

    /** What holds the line, until the next one is gone to. */
    byte[] buffer() {
        return buffer;
    }

    int offset() {
        return start;
    }

    int length() {
        return end - start;
    }

    String text() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            stop(input.unreadable(e));
        }
    }
}
