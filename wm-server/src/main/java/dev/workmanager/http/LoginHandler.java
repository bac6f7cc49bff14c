package dev.workmanager.http;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.SessionStatus;
import dev.workmanager.rules.RefusedException;
import java.util.Optional;

/** {@code POST /v1/session}: a browser shows a token once, and gets a cookie that stands for it. */
final class LoginHandler implements Handler {
    private static final int LONGEST = 4 << 10;

    private final Access access;
    private final Bodies bodies;
    private final SessionHandler view;

    LoginHandler(Access access, Bodies bodies) {
        this.access = access;
        this.bodies = bodies;
        this.view = new SessionHandler(access);
    }

    @Override
    public void handle(Call call) {
        Queries.requireNone(call);
        bodies.read(call, LONGEST, body -> {
            String secret = Json.read(body, SessionStatus.Login.class).token();
            if (secret == null) {
                throw new RefusedException(ErrorCode.MALFORMED_REQUEST, "\"token\" is missing");
            }
            login(call, secret.strip());
        });
    }

    private void login(Call call, String secret) {
        if (access.isOpen()) {
            call.answer(view.view(Optional.empty()));
            return;
        }
        Access.Session session = access.begin(call, secret)
                .orElseThrow(() -> new RefusedException(ErrorCode.UNAUTHORIZED, "this token opens nothing here"));
        call.session(session.id());
        call.answer(view.view(Optional.of(session.token())));
    }
}
