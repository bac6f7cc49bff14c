package dev.workmanager.http.ui;

import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import io.undertow.util.HttpString;
import java.util.Map;

/** {@code GET /ui/}: the one page, which names all other files. Asked for anew each time, so that a new manager's is seen at once. */
final class PageHandler implements Handler {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static final Map<HttpString, String> HEADERS = Map.of(
            new HttpString("Content-Security-Policy"), POLICY,
            new HttpString("Referrer-Policy"), "no-referrer",
            new HttpString("Cross-Origin-Opener-Policy"), "same-origin");

    private final WebFiles files;

    PageHandler(WebFiles files) {
        this.files = files;
    }

    @Override
    public void handle(Call call) {
        HEADERS.forEach(call::header);
        call.work(files::page, page -> page.send(call, "no-cache"));
    }
}
