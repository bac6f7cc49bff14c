package dev.workmanager.http;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.Optional;

/** Who may do what. Looks at each request before anything of its body is read. Thread-safe. */
public final class Access {
    private static final String BEARER = "bearer ";
    private static final String QUERY = "api-key";

    private volatile Tokens tokens;

    /** Opens to these. */
    public Access(Tokens tokens) {
        this.tokens = tokens;
    }

    /** From now on these open it, and no others. */
    public void change(Tokens now) {
        tokens = now;
    }

    /** Whether anybody who reaches the port may do everything. */
    public boolean isOpen() {
        return tokens.isEmpty();
    }

    /**
     * Lets a request pass.
     *
     * @throws RefusedException if it may not
     */
    void admit(Call call, Endpoint endpoint) {
        Tokens now = tokens;
        if (now.isEmpty() || endpoint.role() == Role.ANYBODY) {
            return;
        }
        Token token = brought(call, endpoint)
                .flatMap(now::find)
                .orElseThrow(() -> new RefusedException(
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
