package dev.workmanager.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /openapi.yaml}: what all routes take and answer. */
final class OpenApiHandler implements Handler {
    static final String PATH = "/openapi.yaml";
    private static final String FILE = "openapi.yaml";

    private final byte[] file = read();

    static byte[] read() {
        try (InputStream in = OpenApiHandler.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(Call call) {
        call.stream("application/yaml", file.length, () -> new Pieces.Piece(file, true));
    }
}
