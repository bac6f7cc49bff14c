package dev.workmanager.server;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.workmanager.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * A line of the log for programs.
 *
 * @param time when, in UTC
 * @param level ERROR, WARN, INFO or DEBUG
 * @param logger who says it
 * @param thread on which thread
 * @param message what it says; all else that it is about stands in it, too
 * @param request the id of the request that it is about
 * @param job the name of the job that it is about
 * @param item the number of the item that it is about
 * @param exception what went wrong, with its stack
 */
record LogLine(
        String time,
        String level,
        String logger,
        String thread,
        String message,
        @Nullable String request,
        @Nullable String job,
        @Nullable Long item,
        @Nullable String exception) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What a program says without a logger. */
    static LogLine said(Instant at, String message) {
        return new LogLine(
                TIME.format(at),
                "INFO",
                "wm-server",
                Thread.currentThread().getName(),
                message,
                null,
                null,
                null,
                null);
    }

    static LogLine of(ILoggingEvent event) {
        Object item = value(event, "item");
        return new LogLine(
                TIME.format(event.getInstant()),
                event.getLevel().toString(),
                event.getLoggerName(),
                event.getThreadName(),
                event.getFormattedMessage(),
                text(event, "request"),
                text(event, "job"),
                item instanceof Long number ? number : null,
                event.getThrowableProxy() == null
                        ? null
                        : ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing());
    }

    private static @Nullable String text(ILoggingEvent event, String key) {
        Object value = value(event, key);
        return value == null ? null : value.toString();
    }

    private static @Nullable Object value(ILoggingEvent event, String key) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                if (pair.key.equals(key)) {
                    return pair.value;
                }
            }
        }
        return null;
    }

    String json() {
        return new String(Json.write(this), StandardCharsets.UTF_8);
    }
}
