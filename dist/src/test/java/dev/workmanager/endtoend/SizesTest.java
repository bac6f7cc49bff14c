package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.HandedItem;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Large jobs, large items, large results in little memory. Times are told, not judged. */
final class SizesTest {
    private static final int BATCH = BulkWorker.BATCH;
    private static final int LONG_LINE = 7;

    @TempDir
    Path folder;

    @Test
    void aListOfManyLines() throws Exception {
        list(100_000, "-Xmx128m");
    }

    @Test
    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void aListOfTenMillionLines() throws Exception {
        list(10_000_000, "-Xmx128m");
    }

    @Test
    void aRangeOfABillion() throws Exception {
        try (Manager manager = new Manager(folder, "-Xmx64m", "--numeric", "0-999999999")) {
            Files.createFile(folder.resolve("wm-config"));
            firstItem(manager, "a range of a billion");
            try (BulkWorker worker = new BulkWorker(manager.port(), "large")) {
                List<HandedItem> held = List.of();
                for (int i = 0; i < 20; i++) {
                    held = worker.done(held).items();
                }
                assertThat(held.get(BATCH - 1).id()).isEqualTo(20 * BATCH);
            }
            manager.kill();
            firstItem(manager, "the same, started again");
        }
    }

    @Test
    void aResultOf300Mebibytes() throws Exception {
        largeResult(300L << 20);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void aResultOfTwoGibibytes() throws Exception {
        largeResult(2L << 30);
    }

    private void list(int items, String javaOptions) throws Exception {
        Path file = folder.resolve("items.txt");
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int line = 1; line <= items; line++) {
                lines.write(line(line));
                lines.write('\n');
            }
        }
        Files.writeString(folder.resolve("wm-config"), "list-file: items.txt\n");
        try (Manager manager = new Manager(folder, javaOptions)) {
            firstItem(manager, items + " lines");
            long begun = System.nanoTime();
            try (BulkWorker worker = new BulkWorker(manager.port(), "large")) {
                List<HandedItem> held = worker.done(List.of()).items();
                // All but the last batch, which is held while the manager is killed.
                for (int done = 1; held.get(held.size() - 1).id() < items; done += held.size()) {
                    requireLines(held, done + 1);
                    held = worker.done(held).items();
                }
                System.out.println(items + " lines: all handed out and done after " + millis(begun) + " ms");
                manager.kill();
                firstItem(manager, items + " lines, nearly all done, started again");
            }
        }
    }

    private static void requireLines(List<HandedItem> items, int first) {
        for (int i = 0; i < items.size(); i++) {
            HandedItem item = items.get(i);
            if (item.id() != first + i || !line(first + i).equals(item.data())) {
                throw new AssertionError("line " + (first + i) + " came as item " + item.id() + ": " + item.data());
            }
        }
    }

    /** Short ones, empty ones, and one of a megabyte. */
    private static String line(int number) {
        return number == LONG_LINE ? "ü ".repeat(333_333) : number % 1_000 == 0 ? "" : "file-" + number + ".ünï";
    }

    /** Starts it, takes an item by hand. */
    private static void firstItem(Manager manager, String what) throws Exception {
        long begun = System.nanoTime();
        manager.start();
        manager.awaitUp();
        try (Wire wire = new Wire(manager.port())) {
            Message answer = wire.post("/job", "");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        System.out.println(what + ": first item " + millis(begun) + " ms after the start of the process");
    }

    private static long millis(long since) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    private void largeResult(long size) throws Exception {
        Files.writeString(folder.resolve("wm-config"), "numeric: 1-2\n");
        try (Manager manager = new Manager(folder, "-Xmx64m")) {
            firstItem(manager, "a result of " + (size >> 20) + " MiB");
            long begun = System.nanoTime();
            String sent = send(manager.port(), size);
            System.out.println("a result of " + (size >> 20) + " MiB: answered after " + millis(begun) + " ms");
            Path file = manager.out().resolve("1");
            assertThat(file).hasSize(size);
            assertThat(sha256(file)).isEqualTo(sent);
            assertThat(manager.out().resolve(".part")).isEmptyDirectory();
        }
    }

    /** Sends a result as it is made; gives its hash. */
    private static String send(int port, long size) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[1 << 20];
        new java.util.SplittableRandom(size).nextBytes(block);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            String head = "POST /job/1 HTTP/1.1\r\nHost: manager\r\nContent-Length: " + size + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (long sent = 0; sent < size; sent += block.length) {
                block[(int) (sent >> 20) % block.length]++;
                digest.update(block);
                out.write(block);
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Message answer = java.util.Objects.requireNonNull(Message.read(in));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
