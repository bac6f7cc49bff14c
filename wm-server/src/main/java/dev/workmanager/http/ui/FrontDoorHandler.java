package dev.workmanager.http.ui;

import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/** {@code /}: shows browsers the way to the dashboard. To everybody else there is nothing here, as the seed has it. */
final class FrontDoorHandler implements Handler {
    @Override
    public void handle(Call call) {
        if (!call.reads() || !call.accepts("text/html")) {
            throw new RefusedException(ErrorCode.NOT_FOUND, "there is nothing at " + call.path());
        }
        call.status(StatusCodes.FOUND);
        // Relative, so that it is right behind a proxy that puts a path in front.
        call.header(Headers.LOCATION, "ui/");
        call.header(Headers.VARY, "Accept");
        call.end();
    }
}
