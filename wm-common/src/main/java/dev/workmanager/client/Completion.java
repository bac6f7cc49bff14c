package dev.workmanager.client;

import dev.workmanager.protocol.EndedAttempt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, to be told to the manager.
 *
 * @param ended what the exchange says of it; of a result nothing yet
 * @param result with an attempt that is done: its result
 */
public record Completion(EndedAttempt ended, @Nullable ResultSource result) {
    /** The item is done. An empty result is none. */
    public static Completion done(String token, ResultSource result) {
        return new Completion(new EndedAttempt(token, "done", null, null, null, null, null, null, null), result);
    }

    /** The program failed; the item may be tried again. */
    public static Completion failed(String token, int exit, Tails tails) {
        return new Completion(
                new EndedAttempt(token, "failed", null, null, null, exit, null, tails.stderr(), tails.stdout()), null);
    }

    /** The program ran for longer than it may; the item may be tried again. */
    public static Completion timedOut(String token, Tails tails) {
        return new Completion(
                new EndedAttempt(token, "timed-out", null, null, null, null, null, tails.stderr(), tails.stdout()),
                null);
    }

    /** Nothing was wrong with the item; others may have it at once. Counts for nothing. */
    public static Completion released(String token, Tails tails) {
        return new Completion(
                new EndedAttempt(token, "released", null, null, null, null, null, tails.stderr(), tails.stdout()),
                null);
    }

    /** Not now; the item may be taken again later. Counts against its give-backs only. */
    public static Completion givenBack(String token, Tails tails) {
        return new Completion(
                new EndedAttempt(token, "given-back", null, null, null, null, null, tails.stderr(), tails.stdout()),
                null);
    }

    /** The same, with how long it took; without, that is the time since it was handed out. */
    public Completion ran(Duration time) {
        return new Completion(ended.ran(Math.max(0, time.toMillis())), result);
    }

    /** The lease token of the attempt. */
    public String token() {
        return ended.token();
    }

    /**
     * What the program said last, each at most {@link EndedAttempt#MAX_TAIL} characters.
     *
     * @param stderr the end of its standard error
     * @param stdout the end of its standard output
     */
    public record Tails(@Nullable String stderr, @Nullable String stdout) {
        /** It said nothing. */
        public static final Tails NONE = new Tails(null, null);
    }
}
