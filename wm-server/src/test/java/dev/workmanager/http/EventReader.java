package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One who listens to events as a browser would, on a socket of its own; as slowly as a test likes. */
final class EventReader implements Closeable {
    /** An event: the id that stands with it, its kind, its body. */
    record Told(String id, String kind, JsonNode body) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final Socket socket = new Socket();
    private final BufferedReader in;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> headers = new HashMap<>();
    private int status;
    private String lastId = "";
    private boolean ended;

    EventReader(InetSocketAddress address, String query) {
        this(address, query, "");
    }

    /**
     * Begins to listen.
     *
     * @param query with its question mark
     * @param lastEventId goes into the header; empty for none
     */
    EventReader(InetSocketAddress address, String query, String lastEventId) {
        try {
            socket.setReceiveBufferSize(4 << 10);
            socket.setSoTimeout(20_000);
            socket.connect(address);
            String header = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
            socket.getOutputStream()
                    .write(("GET /v1/events" + query + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            readHead();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHead() throws IOException {
        status = Integer.parseInt(in.readLine().split(" ", 3)[1]);
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            String[] parts = line.split(": ", 2);
            headers.put(parts[0].toLowerCase(java.util.Locale.ROOT), parts[1]);
        }
    }

    int status() {
        return status;
    }

    @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The id that a browser would come again with. */
    String lastId() {
        return lastId;
    }

    /** The next event; null when the stream has come to its end as it should. */
    @Nullable Told next() {
        String kind = "";
        String data = "";
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith("id: ")) {
                lastId = line.substring(4);
            } else if (line.startsWith("event: ")) {
                kind = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && !data.isEmpty()) {
                return told(kind, data);
            }
        }
        return null;
    }

    private Told told(String kind, String data) {
        JsonNode body = JSON.readTree(data);
        assertThat(body.get("kind").asString()).isEqualTo(kind);
        return new Told(lastId, kind, body);
    }

    /** The next event that is as somebody wants it. */
    Told next(Predicate<Told> wanted) {
        for (Told told = next(); told != null; told = next()) {
            if (wanted.test(told)) {
                return told;
            }
        }
        throw new AssertionError("the stream has ended");
    }

    /** Reads until another place is told than at first, with or without an event. */
    void awaitPlace(String place) {
        while (!lastId.equals(place)) {
            String line = line();
            assertThat(line).isNotNull();
            if (line.startsWith("id: ")) {
                lastId = line.substring(4);
            }
        }
    }

    private @Nullable String line() {
        try {
            int end = text.indexOf("\n");
            while (end < 0) {
                if (!readChunk()) {
                    return null;
                }
                end = text.indexOf("\n");
            }
            String line = text.substring(0, end);
            text.delete(0, end + 1);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All is ASCII, so that a character is a byte. */
    private boolean readChunk() throws IOException {
        if (ended) {
            return false;
        }
        String size = in.readLine();
        if (size == null) {
            throw new IOException("the connection was closed in the middle");
        }
        int left = Integer.parseInt(size, 16);
        ended = left == 0;
        char[] chunk = new char[left];
        for (int at = 0; at < left; ) {
            int read = in.read(chunk, at, left - at);
            if (read < 0) {
                throw new IOException("the connection was closed in the middle of a chunk");
            }
            at += read;
        }
        in.readLine();
        text.append(chunk);
        return !ended;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
