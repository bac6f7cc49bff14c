package dev.workmanager.http.ui;

import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import java.util.Optional;

/**
 * {@code GET /ui/{version}/{file}}, also in a folder: a file that the page names. Its path changes with the contents of any of them,
 * so browsers keep it for good.
 */
final class FileHandler implements Handler {
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private final WebFiles files;

    FileHandler(WebFiles files) {
        this.files = files;
    }

    @Override
    public void handle(Call call) {
        String path = call.path().substring(UiEndpoints.PATH.length());
        call.work(() -> find(path), file -> file.send(call, FOR_GOOD));
    }

    private WebFile find(String path) {
        Optional<WebFile> file = files.find(path);
        return file.orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "the dashboard has no file " + path + " any more"));
    }
}
