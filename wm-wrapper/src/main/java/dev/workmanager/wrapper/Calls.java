package dev.workmanager.wrapper;

import dev.workmanager.protocol.ExchangeRequest;
import java.util.Optional;

/**
 * For how many items the command is started.
 *
 * @param mode once for each, once for several, or once for as many as it likes
 * @param most with {@link Mode#CHUNK}: how many at most; {@value #AUTO} for as many as take it about a second
 */
public record Calls(Mode mode, int most) {
    /** As many as take it about a second. */
    public static final int AUTO = 0;

    /** Once for each item. */
    public static final Calls EACH = new Calls(Mode.EACH, AUTO);

    /** Once for all that come. */
    public static final Calls LINES = new Calls(Mode.LINES, AUTO);

    /** How long the command stays. */
    public enum Mode {
        /** Started for one item. */
        EACH,
        /** Started for several items, which it gets as lines, and leaves. */
        CHUNK,
        /** Stays, and gets one item after the other as a line. */
        LINES
    }

    /** @throws IllegalArgumentException if so many cannot be taken at once */
    public Calls {
        if (most < AUTO || most > ExchangeRequest.MAX_TAKE) {
            throw new IllegalArgumentException(
                    "a chunk has from 1 to " + ExchangeRequest.MAX_TAKE + " items, not " + most);
        }
    }

    /** Once for so many items; {@value #AUTO} for as many as take it about a second. */
    public static Calls chunks(int most) {
        return new Calls(Mode.CHUNK, most);
    }

    /** The words for a {@link Mode} that can be asked for, as an option's label. */
    public static final String MODES = "each|lines";

    /**
     * Reads one of {@value #MODES}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Calls parseMode(String text) {
        return switch (text.strip()) {
            case "each" -> EACH;
            case "lines" -> LINES;
            default -> throw new IllegalArgumentException("'" + text + "' is neither each nor lines");
        };
    }

    /**
     * Reads how many items a chunk has: {@code auto} or a number.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Calls parseChunk(String text) {
        String most = text.strip();
        if (most.equals("auto")) {
            return chunks(AUTO);
        }
        int items = most.matches("[0-9]{1,4}") ? Integer.parseInt(most) : 0;
        if (items < 1 || items > ExchangeRequest.MAX_TAKE) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither auto nor a number from 1 to " + ExchangeRequest.MAX_TAKE);
        }
        return chunks(items);
    }

    /**
     * What was asked for by a mode or a chunk.
     *
     * @throws IllegalArgumentException if it is both
     */
    public static Calls of(Optional<Calls> mode, Optional<Calls> chunk) {
        if (mode.isPresent() && chunk.isPresent()) {
            throw new IllegalArgumentException("a command that is started for a chunk of items (--chunk, WM_CHUNK) is"
                    + " neither started for each nor stays: leave --mode out (WM_MODE)");
        }
        return mode.or(() -> chunk).orElse(EACH);
    }

    /**
     * These, if such limits can be kept with them.
     *
     * @throws IllegalArgumentException if signs of life are asked of a command that gets items as lines
     */
    public Calls watchedBy(Limits limits) {
        if (byLines() && limits.stall().isPresent()) {
            throw new IllegalArgumentException(
                    "--stall (WM_STALL) is for a command that is started for each item; to one"
                            + " that answers lines --timeout says how long an item may take");
        }
        return this;
    }

    /** Whether items come as lines. */
    boolean byLines() {
        return mode != Mode.EACH;
    }
}
