package dev.workmanager.http;

import dev.workmanager.protocol.SessionStatus;
import java.util.Optional;

/** {@code GET /v1/session}: what whoever asks may do. */
final class SessionHandler implements Handler {
    private final Access access;

    SessionHandler(Access access) {
        this.access = access;
    }

    @Override
    public void handle(Call call) {
        Queries.requireNone(call);
        call.answer(view(access.token(call)));
    }

    SessionStatus view(Optional<Token> token) {
        boolean open = access.isOpen();
        return new SessionStatus(
                open,
                token.map(Token::role)
                        .or(() -> Optional.of(Role.ADMIN).filter(role -> open))
                        .map(Role::word)
                        .orElse(null),
                token.flatMap(Token::name).orElse(null));
    }
}
