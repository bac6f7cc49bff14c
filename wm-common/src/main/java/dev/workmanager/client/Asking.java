package dev.workmanager.client;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Asks a manager what a program wants to know or to have done, apart from its work on items: a request is repeated until it is answered,
 * so it must be one that may be. Thread-safe.
 */
final class Asking implements AutoCloseable {
    private final WorkSettings settings;
    private final ManagerClient client;
    private final Gate gate;
    private final Persistence persistence;

    Asking(WorkSettings settings, LongSupplier nanos, RandomGenerator random, Consumer<String> say) {
        this.settings = settings;
        this.client = new ManagerClient(settings, random);
        this.gate = new Gate(nanos);
        Outage outage = new Outage(settings.manager(), settings.retry().giveUpAfter(), nanos, say);
        this.persistence = new Persistence(0, settings, gate, outage, nanos, random);
    }

    /**
     * Asks, by any route.
     *
     * @param body null for none
     * @param whole whether an answer says what it has to
     */
    <T> T ask(String method, String path, @Nullable RequestBody body, Class<T> type, Predicate<T> whole) {
        return until(limit -> checked(client.ask(method, path, Map.of(), body, limit, type), whole));
    }

    /** Likewise, for what only looks. */
    <T> T get(String path, Map<String, String> query, Class<T> type, Predicate<T> whole) {
        return until(limit -> checked(client.ask("GET", path, query, null, limit, type), whole));
    }

    /** Likewise, however long the answer takes. */
    <T> T askPatiently(
            String method,
            String path,
            Map<String, String> query,
            RequestBody body,
            Class<T> type,
            Predicate<T> whole) {
        return until(limit -> checked(client.ask(method, path, query, body, Duration.ZERO, type), whole));
    }

    /** Likewise, by a route that the client has a method for. */
    <T> T ask(BiFunction<ManagerClient, Cut, T> request) {
        return until(limit -> {
            Cut cut = gate.open(false);
            try {
                return request.apply(client, cut);
            } finally {
                gate.close(cut);
            }
        });
    }

    private <T> T until(Function<Duration, T> request) {
        return persistence.until(() -> true, most -> {
            Duration within = settings.answerWithin();
            return request.apply(most.compareTo(within) < 0 ? most : within);
        });
    }

    private static <T> T checked(T answer, Predicate<T> whole) {
        if (!whole.test(answer)) {
            throw new UnavailableException("an answer that does not say what was asked", null);
        }
        return answer;
    }

    /** Whoever is still asking gives up. */
    @Override
    public void close() {
        gate.finish();
        client.close();
    }
}
