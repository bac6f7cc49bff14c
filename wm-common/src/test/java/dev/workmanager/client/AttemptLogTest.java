package dev.workmanager.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.workmanager.protocol.About;
import dev.workmanager.protocol.StoredLog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A log on its way, piece by piece, to a manager that the test plays. */
final class AttemptLogTest {
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private final LogShipping shipping = shipping();
    private final AttemptLog log = shipping.begin("token");
    private int room = Integer.MAX_VALUE;

    @AfterEach
    void close() {
        shipping.close();
    }

    /** Its thread sends nothing within a second, and tests are quicker or send themselves. */
    private static LogShipping shipping() {
        WorkSettings settings = new WorkSettings(
                ManagerAddress.parse("127.0.0.1:1"),
                new About(null, null, null, null, null),
                Choice.ALL,
                "test/1",
                Credentials.NONE,
                RetryPolicy.givingUpAfter(Duration.ofSeconds(1)),
                Duration.ofSeconds(1));
        return new LogShipping(
                (token, offset, bytes, limit, cut) -> {
                    throw new UnavailableException("nobody there", null);
                },
                settings,
                new Gate(() -> 0),
                () -> 0,
                new Random(1));
    }

    @Test
    void whatIsSentIsSentOnce() {
        say("one ");
        assertThat(log.send(this::append)).isTrue();
        assertThat(log.send(this::append)).isFalse();
        say("two ");
        say("three");
        sendAll();
        assertThat(text()).isEqualTo("one two three");
        assertThat(log.waits()).isFalse();
    }

    @Test
    void whatWasNotAnsweredIsSentAgainFromTheSamePlace() {
        say("one ");
        assertThat(catchThrowable(() -> log.send((token, offset, bytes) -> {
                    append(token, offset, bytes);
                    throw new UnavailableException("the answer was lost", null);
                })))
                .isInstanceOf(UnavailableException.class);
        say("two");
        sendAll();
        assertThat(text()).isEqualTo("one two");
    }

    @Test
    void whereThereIsNoRoomItWaits() {
        say("abcdef");
        room = 4;
        assertThat(log.send(this::append)).isFalse();
        assertThat(log.waits()).isTrue();
        room = 100;
        sendAll();
        assertThat(text()).isEqualTo("abcdef");
    }

    @Test
    void whatTheManagerHasLostIsSaidAndItGoesOn() {
        say("abcdef");
        sendAll();
        stored.reset();
        stored.writeBytes(bytes("abc"));
        say("ghi");
        sendAll();
        assertThat(text()).isEqualTo("abc\n[3 bytes were lost with the manager]\nghi");
    }

    @Test
    void aFullLogTakesNothingMore() {
        say("abc");
        log.send((token, offset, bytes) -> new StoredLog(StoredLog.MAX_SIZE, true));
        say("def");
        assertThat(log.waits()).isFalse();
    }

    @Test
    void thereIsAlwaysRoomForTheEnd() {
        for (int i = 0; i < 100; i++) {
            say("x".repeat(20_000));
            sendAll();
        }
        assertThat(stored.size()).isLessThan(StoredLog.MAX_SIZE - StoredLog.MAX_APPEND);
        say("the end");
        log.end();
        sendAll();
        assertThat(stored.size()).isLessThan(StoredLog.MAX_SIZE);
        assertThat(text()).contains(" bytes left out]\nx").endsWith("xthe end");
    }

    @Test
    void ofTooMuchTheMiddleIsLeftOut() {
        Random random = new Random(3);
        for (int size : new int[] {0, 1, 1_000, 2 * LogBuffer.HALF - 1, 2 * LogBuffer.HALF, 60_000, 1_000_000}) {
            byte[] all = new byte[size];
            random.nextBytes(all);
            LogBuffer buffer = new LogBuffer();
            for (int at = 0; at < size; ) {
                int some = Math.min(size - at, 1 + random.nextInt(40_000));
                buffer.add(all, at, some);
                at += some;
            }
            assertThat(buffer.take()).as("of %d bytes", size).isEqualTo(expected(all));
            assertThat(buffer.size()).isZero();
        }
    }

    private static byte[] expected(byte[] all) {
        int left = all.length - 2 * LogBuffer.HALF;
        if (left <= 0) {
            return all;
        }
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        cut.write(all, 0, LogBuffer.HALF);
        cut.writeBytes(bytes("\n[" + left + " bytes left out]\n"));
        cut.write(all, all.length - LogBuffer.HALF, LogBuffer.HALF);
        assertThat(cut.size()).isLessThan(StoredLog.MAX_APPEND);
        return cut.toByteArray();
    }

    private StoredLog append(String token, long offset, byte[] more) {
        int known = (int) (stored.size() - offset);
        if (known >= 0 && known < more.length) {
            stored.write(more, known, Math.min(more.length - known, room - stored.size()));
        }
        return new StoredLog(stored.size(), false);
    }

    private void sendAll() {
        while (log.send(this::append)) {
            // until nothing is left
        }
    }

    private void say(String text) {
        log.append(bytes(text), 0, bytes(text).length);
    }

    private String text() {
        return stored.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
