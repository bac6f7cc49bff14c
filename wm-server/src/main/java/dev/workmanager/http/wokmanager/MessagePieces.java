package dev.workmanager.http.wokmanager;

import dev.workmanager.http.Pieces;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.Report;
import dev.workmanager.rules.Message;
import dev.workmanager.store.RegistryReader;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All messages that are kept, as an array, written as the client takes it. */
final class MessagePieces implements Pieces {
    /** A page has at most a megabyte, were every message as long as may be. */
    private static final int PAGE = 50;

    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private record Sent(
            String worker,
            @Nullable String group,
            String event,
            @Nullable String content,
            String at) {
        static Sent of(Message message) {
            Report report = message.report();
            return new Sent(
                    report.worker(),
                    report.group(),
                    report.event(),
                    report.content(),
                    AT.format(Instant.ofEpochMilli(message.at())));
        }
    }

    private final RegistryReader registry;
    private long before = RegistryReader.END;
    private boolean begun;

    MessagePieces(RegistryReader registry) {
        this.registry = registry;
    }

    @Override
    public Piece next() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Message> page = registry.before(before, message -> true, PAGE);
        for (Message message : page) {
            bytes.write(begun ? ',' : '[');
            bytes.writeBytes(Json.write(Sent.of(message)));
            begun = true;
            before = message.number();
        }
        if (!begun) {
            bytes.write('[');
        }
        boolean last = page.size() < PAGE;
        if (last) {
            bytes.write(']');
        }
        return new Piece(bytes.toByteArray(), last);
    }
}
