package dev.workmanager.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The browsers that have logged in. They are in memory only, so a manager that starts anew has none. The one that was idle for longest
 * makes room for a new one. Thread-safe.
 */
final class Sessions {
    static final Duration IDLE = Duration.ofHours(12);
    static final int MOST = 1_000;

    private static final int ID_BYTES = 32;

    private record Session(Token token, long used) {}

    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    /** By the digest of its id: how long a look takes tells nothing of an id. */
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75F, true);

    Sessions(LongSupplier nanoTime, RandomGenerator random) {
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Somebody has shown a token; the id of the new session. */
    synchronized String begin(Token token) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        if (sessions.size() >= MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        sessions.put(key(id), new Session(token, nanoTime.getAsLong()));
        return id;
    }

    /** What a session's token opens by now; one that opens nothing any more ends with it. */
    synchronized Optional<Token> find(String id, Tokens now) {
        String key = key(id);
        Session session = sessions.get(key);
        if (session == null) {
            return Optional.empty();
        }
        long time = nanoTime.getAsLong();
        Optional<Token> token = time - session.used() < IDLE.toNanos() ? now.now(session.token()) : Optional.empty();
        if (token.isPresent()) {
            sessions.put(key, new Session(session.token(), time));
        } else {
            sessions.remove(key);
        }
        return token;
    }

    synchronized void end(String id) {
        sessions.remove(key(id));
    }

    private static String key(String id) {
        return Sha256.of(id.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
