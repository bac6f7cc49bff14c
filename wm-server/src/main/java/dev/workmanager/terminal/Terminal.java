package dev.workmanager.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Standard error: lines for people, and where it is a terminal a last line that stays below them all and changes. Thread-safe.
 */
public final class Terminal {
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private volatile boolean live;
    private volatile boolean colour;
    private final int columns;
    private String last = "";
    private UnaryOperator<String> form = UnaryOperator.identity();

    /**
     * What is written to.
     *
     * @param live whether it is a terminal, on which a line can be written anew
     * @param colour whether colours are wanted
     * @param columns how wide it is
     */
    public Terminal(PrintStream err, boolean live, boolean colour, int columns) {
        this.err = err;
        this.live = live;
        this.colour = live && colour;
        this.columns = columns;
    }

    /** As wide as anything. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    /** How wide it is. */
    public int columns() {
        return columns;
    }

    /**
     * How wide the terminal is. Java cannot ask; the launcher does, and tells by a property.
     *
     * @param unknown where nobody knows
     */
    public static int columns(Map<String, String> environment, int unknown) {
        String told = System.getProperty("wm.columns", environment.getOrDefault("COLUMNS", ""));
        return told.matches("[1-9][0-9]{1,4}") ? Integer.parseInt(told) : unknown;
    }

    /** Whether there is a last line that changes. */
    public boolean live() {
        return live;
    }

    /**
     * From now on programs read it: nothing changes in place, nothing is coloured.
     *
     * @param written what becomes of something that is said
     */
    public synchronized void becomeLines(UnaryOperator<String> written) {
        show("");
        live = false;
        colour = false;
        form = written;
    }

    /** Says something that stays. May be several lines. */
    public synchronized void say(String text) {
        put(form.apply(text));
    }

    /** Writes something that stays, as it is. */
    public synchronized void put(String text) {
        err.print((last.isEmpty() ? "" : ERASE) + text + System.lineSeparator() + last);
        err.flush();
    }

    /** Shows something in place of what was shown last; an empty text takes it away. Without a terminal nothing is shown. */
    public synchronized void show(String line) {
        if (live && !line.equals(last)) {
            err.print(ERASE + line);
            err.flush();
            last = line;
        }
    }

    /** Whether colours are wanted. */
    public boolean hasColour() {
        return colour;
    }

    /**
     * Whether a file of this process is a terminal that lines can be written anew on. Java itself cannot tell; where there is no /proc,
     * plain lines do.
     *
     * @param number 1 for standard output, 2 for standard error
     * @param environment the variables
     */
    public static boolean isLive(int number, Map<String, String> environment) {
        if (environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return false;
        }
        Path file = Path.of("/proc/self/fd/" + number);
        try {
            return Files.isSymbolicLink(file)
                    && Files.readSymbolicLink(file).toString().matches("/dev/(pts/|tty|console).*");
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The text in green, or red, where that is wanted. */
    public String coloured(String text, boolean good) {
        return colour ? "\u001b[" + (good ? 32 : 31) + "m" + text + "\u001b[0m" : text;
    }

    /** For what others write to standard error: whole lines of it go above the last line. */
    public OutputStream stream() {
        return new Lines();
    }

    private synchronized void pass(byte[] lines) {
        err.print(last.isEmpty() ? "" : ERASE);
        err.write(lines, 0, lines.length);
        err.print(last);
        err.flush();
    }

    /** Passes on what ends with a line end, so that no line is torn by the last one; bytes of others are never looked into. */
    private final class Lines extends OutputStream {
        private static final int ENOUGH = 8 << 10;

        private final java.io.ByteArrayOutputStream begun = new java.io.ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            int end = offset + length;
            while (end > offset && bytes[end - 1] != '\n') {
                end--;
            }
            begun.write(bytes, offset, end - offset);
            if (end > offset || begun.size() > ENOUGH) {
                pass(begun.toByteArray());
                begun.reset();
            }
            begun.write(bytes, end, offset + length - end);
        }

        @Override
        public synchronized void close() {
            if (begun.size() > 0) {
                begun.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
                pass(begun.toByteArray());
                begun.reset();
            }
        }
    }
}
