package dev.workmanager.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 message of our own reading and writing, so that no client library mends what a test wants to see.
 *
 * @param start the request line or the status line
 * @param fields the other lines of the head
 * @param body its body, taken out of its chunks
 */
record Message(String start, List<String> fields, byte[] body) {
    static Message request(String method, String path, byte[] body) {
        return new Message(method + " " + path + " HTTP/1.1", List.of("Host: manager"), body);
    }

    /** The next message; null if the other side has closed instead. */
    static @Nullable Message read(InputStream in) throws IOException {
        String start = line(in, true);
        if (start == null) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        for (String field = need(in); !field.isEmpty(); field = need(in)) {
            fields.add(field);
        }
        Message head = new Message(start, fields, new byte[0]);
        return head.isInterim() ? read(in) : new Message(start, fields, head.body(in));
    }

    String method() {
        return start.substring(0, start.indexOf(' '));
    }

    /** The path, without the query. */
    String path() {
        return start.split(" ", -1)[1].split("\\?", 2)[0];
    }

    int status() {
        return Integer.parseInt(start.split(" ", 3)[1]);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Optional<String> field(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return fields.stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(field -> field.substring(prefix.length()).strip())
                .findFirst();
    }

    boolean closes() {
        return field("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    /** As it goes over the wire; its length is said in the head. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder(start).append("\r\n");
        fields.stream()
                .filter(field -> !field.matches("(?i)(content-length|transfer-encoding|expect):.*"))
                .forEach(field -> head.append(field).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private boolean isInterim() {
        return start.startsWith("HTTP/1.1 1");
    }

    private byte[] body(InputStream in) throws IOException {
        if (field("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
            return chunks(in);
        }
        return exactly(in, Integer.parseInt(field("Content-Length").orElse("0")));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int length;
        do {
            length = Integer.parseInt(need(in).split(";", 2)[0].strip(), 16);
            whole.writeBytes(exactly(in, length));
            need(in);
        } while (length > 0);
        return whole.toByteArray();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String need(InputStream in) throws IOException {
        String line = line(in, false);
        if (line == null) {
            throw new EOFException("closed within a message");
        }
        return line;
    }

    private static @Nullable String line(InputStream in, boolean first) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                if (first && line.isEmpty()) {
                    return null;
                }
                throw new EOFException("closed after '" + line + "'");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
