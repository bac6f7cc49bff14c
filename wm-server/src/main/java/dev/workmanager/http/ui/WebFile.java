package dev.workmanager.http.ui;

import dev.workmanager.http.Call;
import dev.workmanager.http.Pieces;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A file for browsers.
 *
 * @param type its media type
 * @param tag its ETag, quoted
 * @param plain its bytes
 * @param packed the same, compressed
 */
record WebFile(String type, String tag, byte[] plain, byte[] packed) {
    private static final HttpString SNIFFING = new HttpString("X-Content-Type-Options");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    static WebFile of(String name, String tag, byte[] bytes) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("the media type of " + name + " is not known: " + TYPES.keySet());
        }
        return new WebFile(type, '"' + tag + '"', bytes, pack(bytes));
    }

    private static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Answers with it, or with nothing if the client has it. */
    void send(Call call, String caching) {
        call.header(Headers.ETAG, tag);
        call.header(Headers.CACHE_CONTROL, caching);
        call.header(Headers.VARY, "Accept-Encoding");
        call.header(SNIFFING, "nosniff");
        if (call.header(Headers.IF_NONE_MATCH).filter(tag::equals).isPresent()) {
            call.status(StatusCodes.NOT_MODIFIED);
            call.end();
            return;
        }
        boolean unpacks = call.header(Headers.ACCEPT_ENCODING)
                .filter(ways -> ways.toLowerCase(Locale.ROOT).contains("gzip"))
                .isPresent();
        if (unpacks) {
            call.header(Headers.CONTENT_ENCODING, "gzip");
        }
        byte[] bytes = unpacks ? packed : plain;
        call.stream(type, bytes.length, () -> new Pieces.Piece(bytes, true));
    }
}
