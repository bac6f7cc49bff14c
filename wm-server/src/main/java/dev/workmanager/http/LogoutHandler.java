package dev.workmanager.http;

import io.undertow.util.StatusCodes;

/** {@code DELETE /v1/session}: the cookie stands for nothing any more. */
final class LogoutHandler implements Handler {
    private final Access access;

    LogoutHandler(Access access) {
        this.access = access;
    }

    @Override
    public void handle(Call call) {
        Queries.requireNone(call);
        access.end(call);
        call.session("");
        call.status(StatusCodes.NO_CONTENT);
        call.end();
    }
}
