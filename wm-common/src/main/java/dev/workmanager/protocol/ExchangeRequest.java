package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/exchange}: end what I hold, and give me more. Repeatable: the same number again gets the same answer.
 *
 * @param worker the worker's id: random, new with each process
 * @param slot which of the worker's slots speaks, from 0
 * @param number rises with each new request of this slot, from 1; a repeated request carries the same number
 * @param about who the worker is; with number 1
 * @param ended the attempts that end with this request
 * @param take take at most so many items; none where it is absent. Fewer come where their data would be too much for one answer,
 *     and where few are left and others have some
 * @param waitMillis how long the manager may hold the answer back while there is nothing to take
 * @param job take from the job of this name only; then {@code finished} speaks of it alone
 * @param domains take from jobs of these domains; where it is absent or empty, from jobs without a domain
 * @param id take this item of {@code job} and no other, at once or not at all
 */
public record ExchangeRequest(
        String worker,
        int slot,
        long number,
        @Nullable About about,
        List<EndedAttempt> ended,
        int take,
        long waitMillis,
        @Nullable String job,
        @Nullable List<String> domains,
        @Nullable Long id) {
    /** The path of the route. */
    public static final String PATH = "/v1/exchange";

    /** At most so many items are taken by one request. */
    public static final int MAX_TAKE = 1_000;

    /** At most so many attempts are ended by one request. */
    public static final int MAX_ENDED = 1_000;

    /** No answer is held back for longer. */
    public static final long MAX_WAIT_MILLIS = 60_000;

    /** A request body is no longer than this, in bytes. */
    public static final int MAX_BODY = 16 << 20;

    /**
     * Copies the list; an absent one is empty.
     *
     * @throws IllegalArgumentException if null is in it
     */
    public ExchangeRequest {
        ended = absentAsEmpty(ended);
    }

    /** For any item. */
    public ExchangeRequest(
            String worker,
            int slot,
            long number,
            @Nullable About about,
            List<EndedAttempt> ended,
            int take,
            long waitMillis,
            @Nullable String job,
            @Nullable List<String> domains) {
        this(worker, slot, number, about, ended, take, waitMillis, job, domains, null);
    }

    @SuppressWarnings("NullAway") // a reader of JSON hands over null for a field that is not there
    private static List<EndedAttempt> absentAsEmpty(@Nullable List<EndedAttempt> ended) {
        if (ended == null) {
            return List.of();
        }
        for (EndedAttempt attempt : ended) {
            if (attempt == null) {
                throw new IllegalArgumentException("ended: null is no attempt");
            }
        }
        return List.copyOf(ended);
    }
}
