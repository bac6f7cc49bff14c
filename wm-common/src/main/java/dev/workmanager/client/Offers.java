package dev.workmanager.client;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The completions of one exchange. One thread only. */
final class Offers {
    /** What one exchange brings has to fit into its body; in the worst case text takes six bytes a character, and a result 4 for 3. */
    private static final long MOST_BYTES = ExchangeRequest.MAX_BODY / 2;

    private static final int BYTES_A_CHAR = 6;

    private final List<Offer> offers;

    /** @throws java.io.UncheckedIOException if a result cannot be read */
    Offers(List<Completion> completions) {
        this.offers = completions.stream().map(Offer::new).toList();
    }

    /** Completions in as many parts as there have to be, in their order; one of them, though empty, if there are none. */
    static List<List<Completion>> parts(List<Completion> completions) {
        List<List<Completion>> parts = new ArrayList<>();
        long bytes = 0;
        int from = 0;
        for (int i = 0; i < completions.size(); i++) {
            bytes += bytes(completions.get(i));
            if (i > from && (bytes > MOST_BYTES || i - from == ExchangeRequest.MAX_ENDED)) {
                parts.add(completions.subList(from, i));
                from = i;
                bytes = bytes(completions.get(i));
            }
        }
        parts.add(completions.subList(from, completions.size()));
        return parts;
    }

    private static long bytes(Completion completion) {
        ResultSource result = completion.result();
        long inline = result == null || result.size() > EndedAttempt.MAX_INLINE ? 0 : result.size();
        long tails = Stream.ofNullable(completion.ended().stderr())
                        .mapToLong(String::length)
                        .sum()
                + Stream.ofNullable(completion.ended().stdout())
                        .mapToLong(String::length)
                        .sum();
        return inline + tails * BYTES_A_CHAR;
    }

    boolean isEmpty() {
        return offers.isEmpty();
    }

    List<String> tokens() {
        return offers.stream().map(Offer::token).toList();
    }

    /** Those with a result that has to be put before the exchange. */
    List<Offer> large() {
        return offers.stream().filter(offer -> offer.large() != null).toList();
    }

    /** The attempts that the exchange ends. */
    List<EndedAttempt> ended() {
        return offers.stream().flatMap(offer -> offer.ended().stream()).toList();
    }

    /** What became of those of which that is known before the exchange. */
    List<Outcome> outcomes() {
        return offers.stream().flatMap(offer -> offer.fate().stream()).toList();
    }

    /** What became of all of them. */
    List<Outcome> outcomes(ExchangeAnswer answer) {
        List<Outcome> all = new ArrayList<>(outcomes());
        if (!ended().isEmpty()) {
            all.addAll(answer.outcomes());
        }
        return all;
    }
}
