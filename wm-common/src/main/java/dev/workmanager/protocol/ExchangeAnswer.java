package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an exchange.
 *
 * @param outcomes one for each ended attempt, in their order
 * @param next {@code items}, {@code wait} (nothing now; come again) or {@code finished} (nothing is pending, running or coming back)
 * @param items what was taken, with {@code items}
 * @param order what the worker is to do besides; absent for nothing: see {@link Order}
 */
public record ExchangeAnswer(
        List<Outcome> outcomes,
        String next,
        List<HandedItem> items,
        @Nullable String order) {
    /** Value of {@code next}: there are items. */
    public static final String ITEMS = "items";

    /** Value of {@code next}: nothing now, come again. */
    public static final String WAIT = "wait";

    /** Value of {@code next}: nothing is pending, running or coming back. */
    public static final String FINISHED = "finished";
}
