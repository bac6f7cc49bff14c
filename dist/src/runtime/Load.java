import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the items of a manager, as many workers at once do that have nothing to do for each: so that the manager's cache knows what it
 * does often, and not only what it loads. Run by {@code build} as a source file.
 */
final class Load {
    private static final int WORKERS = 16;
    private static final String ITEMS = "\"items\":[";
    private static final String TOKEN = "\"token\":\"";

    private Load() {}

    /**
     * Works.
     *
     * @param arguments the port of a manager on this machine; how many items to do
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int items = Integer.parseInt(arguments[1]) / WORKERS;
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            String name = "load-" + i;
            all.add(() -> work(port, name, items));
        }
        for (Future<Void> worker : workers.invokeAll(all)) {
            worker.get();
        }
        workers.shutdown();
    }

    private static Void work(int port, String name, int items) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String ended = "";
            for (int done = 0; done <= items; done++) {
                String body = String.format(
                        Locale.ROOT,
                        "{\"worker\":\"%s\",\"slot\":0,\"number\":%d,\"ended\":[%s],\"take\":%d,\"waitMillis\":1000}",
                        name,
                        done + 1,
                        ended,
                        done < items ? 1 : 0);
                String head = "POST /v1/exchange HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ";
                socket.getOutputStream()
                        .write((head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
                String said = answer(in);
                ended = done < items ? "{\"token\":\"" + token(said) + "\",\"end\":\"done\"}" : "";
            }
        }
        return null;
    }

    private static String token(String answer) throws IOException {
        int from = answer.indexOf(TOKEN, answer.indexOf(ITEMS)) + TOKEN.length();
        if (from < TOKEN.length()) {
            throw new IOException("no item in " + answer);
        }
        return answer.substring(from, answer.indexOf('"', from));
    }

    private static String answer(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            int more = in.read(body, read, length - read);
            if (more < 0) {
                throw new IOException("the manager has hung up");
            }
            read += more;
        }
        return new String(body);
    }
}
