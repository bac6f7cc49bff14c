package dev.workmanager.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** beanstalkd with a binlog that is synced with each write. It is filled without that, and started once more for the measurement. */
final class Beanstalkd extends Server {
    private static final int AT_ONCE = 1_000;

    private Beanstalkd(int port, Path folder) throws IOException {
        super("beanstalkd", port, folder.resolve("log"), command(port, folder, "-F"));
    }

    /** @param items how many there are to be taken */
    static Beanstalkd start(Path folder, int items) throws IOException {
        Path binlog = Files.createDirectories(folder);
        Beanstalkd server = new Beanstalkd(freePort(), binlog);
        server.fill(items);
        server.process().destroy();
        server.process().onExit().join();
        server.startAgain(command(server.port(), binlog, "-f0"));
        return server;
    }

    private static List<String> command(int port, Path folder, String sync) {
        return List.of("beanstalkd", "-l", "127.0.0.1", "-p", Integer.toString(port), "-b", folder.toString(), sync);
    }

    private void fill(int items) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            byte[] puts = Ascii.bytes("put 0 0 3600 1\r\nx\r\n".repeat(AT_ONCE));
            for (int put = 0; put < items; put += AT_ONCE) {
                out.write(puts);
                for (int i = 0; i < AT_ONCE; i++) {
                    String answer = in.readLine();
                    if (answer == null || !answer.startsWith("INSERTED")) {
                        throw new IOException("beanstalkd: " + answer);
                    }
                }
            }
        }
    }
}
