package dev.workmanager.http;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Who may do what. Looks at each request before anything of its body is read. What a program brings, it brings on purpose; what a browser
 * adds by itself, a session or just its place behind a firewall, counts for pages of this manager only. Thread-safe.
 */
public final class Access {
    private static final String BEARER = "bearer ";
    private static final String QUERY = "api-key";

    /** A session that has begun, by its id, with the token that it stands for. */
    record Session(String id, Token token) {}

    private final Sessions sessions;
    private final Tries tries;
    private volatile Tokens tokens;

    /**
     * Opens to these.
     *
     * @param nanoTime a clock that only runs forward
     * @param random draws the ids of sessions; so good that nobody can guess them
     */
    public Access(Tokens tokens, LongSupplier nanoTime, RandomGenerator random) {
        this.tokens = tokens;
        this.sessions = new Sessions(nanoTime, random);
        this.tries = new Tries(nanoTime);
    }

    /** From now on these open it, and no others. */
    public void change(Tokens now) {
        tokens = now;
    }

    /** Whether anybody who reaches the port may do everything. */
    boolean isOpen() {
        return tokens.isEmpty();
    }

    /** An endpoint that only those come to who may. */
    Endpoint guarding(Endpoint endpoint) {
        Handler guarded = call -> {
            admit(call, endpoint);
            endpoint.handler().handle(call);
        };
        return new Endpoint(endpoint.method(), endpoint.template(), endpoint.role(), endpoint.tokenInUrl(), guarded);
    }

    /** @throws RefusedException if it may not pass */
    private void admit(Call call, Endpoint endpoint) {
        Tokens now = tokens;
        if (now.isEmpty() || endpoint.role() == Role.ANYBODY) {
            requireNoOtherSite(call, endpoint, now);
            return;
        }
        Optional<String> secret = brought(call, endpoint);
        if (secret.isEmpty() && call.session().isPresent() && endpoint.method().changes() && !Origin.isOwn(call)) {
            throw new RefusedException(
                    ErrorCode.CROSS_SITE, "with a session, only pages of this manager may change something");
        }
        require(secret.isPresent() ? secret.flatMap(now::find) : ofSession(call, now), endpoint);
    }

    private static void requireNoOtherSite(Call call, Endpoint endpoint, Tokens now) {
        if (endpoint.method().changes() && Origin.isForeign(call)) {
            throw new RefusedException(ErrorCode.CROSS_SITE, "a page of another site may change nothing here");
        }
        if (now.isEmpty() && Origin.isLedAstray(call)) {
            throw new RefusedException(
                    ErrorCode.CROSS_SITE,
                    "without --tokens, a manager is reached from its own machine as localhost, by an address, or by a name"
                            + " without a dot: another name may be anybody's trick to have a browser come here");
        }
    }

    private static void require(Optional<Token> brought, Endpoint endpoint) {
        Token token = brought.orElseThrow(() -> new RefusedException(
                ErrorCode.UNAUTHORIZED,
                "this manager demands a valid token: Authorization: Bearer"
                        + (endpoint.tokenInUrl() ? ", or ?" + QUERY + "=" : "")));
        if (!token.role().includes(endpoint.role())) {
            throw new RefusedException(
                    ErrorCode.FORBIDDEN,
                    "this takes a token of role " + endpoint.role().word() + ", and this one's is "
                            + token.role().word());
        }
    }

    /** The token that a request brings, in whatever way; empty for none that is valid. */
    Optional<Token> token(Call call) {
        Tokens now = tokens;
        Optional<String> secret = bearer(call);
        return secret.isPresent() ? secret.flatMap(now::find) : ofSession(call, now);
    }

    /**
     * Begins a session.
     *
     * @return empty where the secret opens nothing
     * @throws ComeAgainException if too many wrong ones came from there
     */
    Optional<Session> begin(Call call, String secret) {
        Duration wait = tries.wait(call.from());
        if (!wait.isZero()) {
            throw new ComeAgainException(
                    ErrorCode.TOO_MANY_TRIES, "too many wrong tokens have come from your address; come again", wait);
        }
        Optional<Token> token = tokens.find(secret);
        if (token.isEmpty()) {
            tries.failed(call.from());
        }
        return token.map(opens -> new Session(sessions.begin(opens), opens));
    }

    /** Ends the session of a request. */
    void end(Call call) {
        call.session().ifPresent(sessions::end);
    }

    private Optional<Token> ofSession(Call call, Tokens now) {
        return call.session().flatMap(id -> sessions.find(id, now));
    }

    private static Optional<String> brought(Call call, Endpoint endpoint) {
        Optional<String> inUrl = endpoint.tokenInUrl() ? call.query(QUERY) : Optional.empty();
        return inUrl.or(() -> bearer(call));
    }

    private static Optional<String> bearer(Call call) {
        return call.header(Headers.AUTHORIZATION)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
