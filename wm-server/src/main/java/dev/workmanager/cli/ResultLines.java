package dev.workmanager.cli;

import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.Json;
import dev.workmanager.terminal.Harmless;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An object a line for each result: as text where it is one and small, else as base64. */
record ResultLines(Request request, String job) implements ResultStream {
    private static final long LONGEST_TEXT = 1 << 20;

    /**
     * What stands on a line; of {@code text} and {@code base64} there is one.
     *
     * @param item its number
     * @param size of its result in bytes
     */
    private record Line(
            String job,
            long item,
            @Nullable String data,
            long size,
            @Nullable String sha256,
            @Nullable String text) {}

    @Override
    public void add(ItemStatus item) {
        long size = item.resultSize() == null ? 0 : item.resultSize();
        if (size > LONGEST_TEXT) {
            encoded(item, size);
            return;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream((int) size);
        request.client().result(job, item.id(), whole);
        String text = text(whole.toByteArray());
        if (text == null) {
            write(
                    item,
                    whole.size(),
                    new String(Base64.getEncoder().encode(whole.toByteArray()), StandardCharsets.US_ASCII));
        } else {
            out().line(json(line(item, whole.size(), text)));
        }
    }

    private void write(ItemStatus item, long size, String base64) {
        out().line(begun(item, size) + base64 + "\"}");
    }

    /** As it comes. */
    private void encoded(ItemStatus item, long size) {
        out().text(begun(item, size));
        try (OutputStream encoder = Base64.getEncoder().wrap(new StaysOpen(out()))) {
            request.client().result(job, item.id(), encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out().line("\"}");
    }

    private String begun(ItemStatus item, long size) {
        String rest = json(line(item, size, null));
        return rest.substring(0, rest.length() - 1) + ",\"base64\":\"";
    }

    private Line line(ItemStatus item, long size, @Nullable String text) {
        return new Line(job, item.id(), item.data(), size, item.resultSha256(), text);
    }

    private static String json(Line line) {
        return Harmless.json(new String(Json.write(line), StandardCharsets.UTF_8));
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException noText) {
            return null;
        }
    }

    private Output out() {
        return request.surroundings().out();
    }

    @Override
    public void end() {
        out().flush();
    }

    /** The encoder must be closed to write its end, and standard output must not. */
    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() {
            // the line goes on
        }
    }
}
