package dev.workmanager.http;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.Optional;

/** Lets nobody pass without a key, before anything of the request is read. */
public final class GuardedHandler implements Handler {
    private static final String BEARER = "bearer ";
    private static final String QUERY = "api-key";

    private final ApiKeys keys;
    private final boolean inQuery;
    private final Handler guarded;

    private GuardedHandler(ApiKeys keys, boolean inQuery, Handler guarded) {
        this.keys = keys;
        this.inQuery = inQuery;
        this.guarded = guarded;
    }

    /** The key comes as {@code Authorization: Bearer …}. */
    static Handler of(ApiKeys keys, Handler guarded) {
        return new GuardedHandler(keys, false, guarded);
    }

    /** The key comes as {@code ?api-key=…}, as the seed has it, or as {@code Authorization: Bearer …}. */
    public static Handler alsoInQuery(ApiKeys keys, Handler guarded) {
        return new GuardedHandler(keys, true, guarded);
    }

    @Override
    public void handle(Call call) {
        Optional<String> inUrl = inQuery ? call.query(QUERY) : Optional.empty();
        if (!keys.open(inUrl.or(() -> bearer(call)))) {
            throw new RefusedException(
                    ErrorCode.UNAUTHORIZED,
                    "this route demands a valid key: " + (inQuery ? "?api-key=, or " : "") + "Authorization: Bearer");
        }
        guarded.handle(call);
    }

    private static Optional<String> bearer(Call call) {
        return call.header(Headers.AUTHORIZATION)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
