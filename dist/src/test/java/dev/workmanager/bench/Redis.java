package dev.workmanager.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Redis, with its log synced before each answer. */
final class Redis extends Server {
    private static final int PUSH = 10_000;

    private Redis(int port, Path folder) throws IOException {
        super(
                "redis",
                port,
                folder.resolve("log"),
                List.of(
                        "redis-server",
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "always",
                        "--save",
                        "",
                        "--auto-aof-rewrite-percentage",
                        "0"));
    }

    /** @param items how many there are to be taken */
    static Redis start(Path folder, int items) throws IOException {
        Redis redis = new Redis(freePort(), Files.createDirectories(folder));
        redis.fill(items);
        return redis;
    }

    private void fill(int items) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            for (int from = 0; from < items; from += PUSH) {
                String[] words = new String[PUSH + 2];
                words[0] = "RPUSH";
                words[1] = "pending";
                for (int i = 0; i < PUSH; i++) {
                    words[i + 2] = Integer.toString(from + i);
                }
                socket.getOutputStream().write(Ascii.bytes(RedisDialogue.command(words)));
                int character;
                do {
                    character = socket.getInputStream().read();
                } while (character != '\n' && character >= 0);
            }
        }
    }
}
