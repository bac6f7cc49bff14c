import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures "this item is done, give me the next one", each durable before it is answered, of wm-server and of Redis with the same
 * load generator: blocking sockets, one thread a connection. Rounds are interleaved; what counts are the ratios of one run. A
 * program of one file, started by {@code run}.
 */
final class Bench {
    private static final String HELP =
            """
            Usage: dist/bench/run [--connections 1,8,64] [--seconds 5] [--rounds 3] [--folder DIR]

            Measures durable "done + next" a second: wm-server by its native exchange and by the seed's
            POST /job/{id}, each one request; Redis (appendfsync always) by LREM and LMOVE, two requests.
            Without results; the same generator drives all of them; rounds are interleaved. At the end
            the manager is killed with SIGKILL and started again: all that was answered must be there.

              --connections LIST  connections, each a thread (1,8,64)
              --seconds N         length of a measurement (5); as long again, once, to warm up
              --rounds N          measurements of each (3); the table has their medians and ranges
              --folder DIR        where the data lies: on the disk that you want to know about (a temporary
                                  folder below the current one)

            Build first: mvn -q -DskipTests package. Redis is measured if redis-server is installed.
            """;

    private final Path program;
    private int[] connections = {1, 8, 64};
    private int seconds = 5;
    private int rounds = 3;
    private Path folder = Path.of(".");

    private Bench(Path program) {
        this.program = program;
    }

    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(Path.of(arguments[0]));
        List<String> options = List.of(arguments).subList(1, arguments.length);
        if (options.contains("--help") || options.contains("-h")) {
            System.out.print(HELP);
            return;
        }
        try {
            bench.read(options);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage() + "; see --help");
            System.exit(64);
        }
        System.exit(bench.run());
    }

    private void read(List<String> options) {
        for (int i = 0; i < options.size(); i += 2) {
            if (i + 1 == options.size()) {
                throw new IllegalArgumentException(options.get(i) + " wants a value");
            }
            String value = options.get(i + 1);
            switch (options.get(i)) {
                case "--connections" ->
                    connections = Arrays.stream(value.split(",")).mapToInt(Integer::parseInt).toArray();
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--folder" -> folder = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option " + options.get(i));
            }
        }
    }

    private int run() throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(folder).toAbsolutePath(), "wm-bench");
        try (Redis redis = Redis.start(data.resolve("redis"));
                Manager manager = Manager.start(program, data.resolve("manager"))) {
            Map<String, Contender> contenders = new LinkedHashMap<>();
            contenders.put("exchange", new Exchange(manager.port));
            contenders.put("seed", new Seed(manager.port));
            if (redis != null) {
                System.out.println("redis-server: appendonly yes, appendfsync always, save \"\"");
                contenders.put("redis", new RedisPair(redis.port));
            } else {
                System.out.println("redis-server is not installed: measured without it");
            }
            Map<String, Map<Integer, List<Double>>> rates = measure(contenders);
            print(rates);
            return manager.keepsWhatItAnswered() ? 0 : 1;
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Map<String, Map<Integer, List<Double>>> measure(Map<String, Contender> contenders) throws Exception {
        Map<String, Map<Integer, List<Double>>> rates = new LinkedHashMap<>();
        int most = Arrays.stream(connections).max().orElse(1);
        for (Contender contender : contenders.values()) {
            load(contender, most, seconds);
        }
        for (int round = 0; round < rounds; round++) {
            for (int count : connections) {
                for (Map.Entry<String, Contender> entry : contenders.entrySet()) {
                    double rate = load(entry.getValue(), count, seconds);
                    rates.computeIfAbsent(entry.getKey(), name -> new LinkedHashMap<>())
                            .computeIfAbsent(count, many -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        return rates;
    }

    private void print(Map<String, Map<Integer, List<Double>>> rates) {
        System.out.printf("%-10s %12s %14s %24s %10s%n", "who", "connections", "median /s", "range", "x redis");
        rates.forEach((who, byCount) -> byCount.forEach((count, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            Map<Integer, List<Double>> redis = rates.get("redis");
            String ratio = redis == null
                    ? "-"
                    : String.format(Locale.ROOT, "%.2f", median(sorted) / median(redis.get(count).stream().sorted().toList()));
            System.out.printf(Locale.ROOT, "%-10s %12d %14.0f %24s %10s%n", who, count, median(sorted),
                    String.format(Locale.ROOT, "%.0f - %.0f", sorted.get(0), sorted.get(sorted.size() - 1)), ratio);
        }));
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    /** Pairs a second over so many connections. */
    private static double load(Contender contender, int connections, int seconds) throws Exception {
        AtomicLong pairs = new AtomicLong();
        AtomicLong failures = new AtomicLong();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try (Socket socket = new Socket("127.0.0.1", contender.port())) {
                    socket.setTcpNoDelay(true);
                    Connection connection = new Connection(socket);
                    Runnable counted = pairs::incrementAndGet;
                    contender.drive(connection, number, () -> System.nanoTime() < end, counted);
                } catch (IOException e) {
                    failures.incrementAndGet();
                    System.err.println("bench: " + e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failures.get() > 0) {
            throw new IOException(failures.get() + " connections failed");
        }
        return pairs.get() * 1e9 / (System.nanoTime() - start);
    }

    /** Somebody who can be told that an item is done, and gives the next. */
    private interface Contender {
        int port();

        void drive(Connection connection, int number, java.util.function.BooleanSupplier more, Runnable counted)
                throws IOException;
    }

    /** A blocking connection that speaks in lines. */
    private static final class Connection {
        private final InputStream in;
        private final OutputStream out;

        Connection(Socket socket) throws IOException {
            in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            out = socket.getOutputStream();
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the server closed the connection");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        String bytes(int length) throws IOException {
            return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        }

        /** Sends a request and returns the body of its answer. */
        String post(String path, String body) throws IOException {
            send("POST " + path + " HTTP/1.1\r\nHost: bench\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            String status = line();
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).trim());
                }
            }
            String answer = bytes(length);
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(status + " " + answer);
            }
            return answer;
        }
    }

    private static String after(String text, String start, char end) throws IOException {
        int from = text.indexOf(start);
        if (from < 0) {
            throw new IOException("no item in the answer: " + text);
        }
        int to = from + start.length();
        while (to < text.length() && text.charAt(to) != end && text.charAt(to) != '}') {
            to++;
        }
        return text.substring(from + start.length(), to);
    }

    /** The native exchange: done and next in one request. */
    private record Exchange(int port) implements Contender {
        @Override
        public void drive(
                Connection connection, int number, java.util.function.BooleanSupplier more, Runnable counted)
                throws IOException {
            String worker = Long.toHexString(System.nanoTime()) + "-" + number;
            String ended = "";
            for (long exchange = 1; more.getAsBoolean(); exchange++) {
                String answer = connection.post(
                        "/v1/exchange",
                        "{\"worker\":\"" + worker + "\",\"slot\":0,\"number\":" + exchange + ",\"ended\":[" + ended
                                + "],\"take\":1,\"waitMillis\":0}");
                String items = answer.substring(answer.indexOf("\"items\":["));
                ended = "{\"token\":\"" + after(items, "\"token\":\"", '"') + "\",\"end\":\"done\"}";
                counted.run();
            }
        }
    }

    /** The seed's route: done and next in one request. */
    private record Seed(int port) implements Contender {
        @Override
        public void drive(
                Connection connection, int number, java.util.function.BooleanSupplier more, Runnable counted)
                throws IOException {
            String path = "/job";
            while (more.getAsBoolean()) {
                path = "/job/" + after(connection.post(path, ""), "\"id\":", ',').trim();
                counted.run();
            }
        }
    }

    /** Redis: an item goes from the list of what is pending to that of what is running, and from there away. */
    private record RedisPair(int port) implements Contender {
        private static final int ITEMS = 200_000;

        @Override
        public void drive(
                Connection connection, int number, java.util.function.BooleanSupplier more, Runnable counted)
                throws IOException {
            String item = take(connection, number);
            while (more.getAsBoolean()) {
                command(connection, "LREM", "running" + number, "1", item);
                item = take(connection, number);
                counted.run();
            }
        }

        private static String take(Connection connection, int number) throws IOException {
            String item = command(connection, "LMOVE", "pending", "running" + number, "LEFT", "RIGHT");
            return item.isEmpty() ? refill(connection, number) : item;
        }

        private static String refill(Connection connection, int number) throws IOException {
            List<String> push = new ArrayList<>(List.of("RPUSH", "pending"));
            for (int i = 0; i < ITEMS; i++) {
                push.add(Integer.toString(i));
            }
            command(connection, push.toArray(String[]::new));
            return take(connection, number);
        }

        private static String command(Connection connection, String... words) throws IOException {
            StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
            for (String word : words) {
                request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
            }
            connection.send(request.toString());
            String answer = connection.line();
            if (answer.startsWith("$")) {
                int length = Integer.parseInt(answer.substring(1));
                return length < 0 ? "" : connection.bytes(length + 2).strip();
            }
            if (answer.startsWith("-")) {
                throw new IOException("redis: " + answer);
            }
            return answer.substring(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(Process process, int port) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("a server did not come up on port " + port, e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    /** A Redis of our own. */
    private record Redis(Process process, int port) implements AutoCloseable {
        static Redis start(Path folder) throws IOException {
            Files.createDirectories(folder);
            int port = freePort();
            Process process;
            try {
                process = new ProcessBuilder(
                                "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir",
                                folder.toString(), "--appendonly", "yes", "--appendfsync", "always", "--save", "",
                                "--auto-aof-rewrite-percentage", "0")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
            } catch (IOException notInstalled) {
                return null;
            }
            awaitPort(process, port);
            return new Redis(process, port);
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    /** A manager of our own. */
    private static final class Manager implements AutoCloseable {
        private final Path program;
        private final Path folder;
        private final int port;
        private Process process;

        private Manager(Path program, Path folder, int port) {
            this.program = program;
            this.folder = folder;
            this.port = port;
        }

        static Manager start(Path program, Path folder) throws IOException {
            if (!Files.isExecutable(program.resolve("bin/wm-server"))) {
                throw new IOException(program + " is not built: mvn -q -DskipTests package");
            }
            Files.createDirectories(folder);
            Manager manager = new Manager(program, folder, freePort());
            manager.launch();
            return manager;
        }

        private void launch() throws IOException {
            process = new ProcessBuilder(
                            program.resolve("bin/wm-server").toString(), "serve", "--numeric", "0-999999999999",
                            "--host", "127.0.0.1", "--port", Integer.toString(port), "--data",
                            folder.resolve("data").toString(), "--out", folder.resolve("out").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                    .start();
            awaitPort(process, port);
        }

        private long done() throws IOException {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                Connection connection = new Connection(socket);
                connection.send("GET /status HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n");
                String answer = new String(connection.in.readAllBytes(), StandardCharsets.ISO_8859_1);
                return Long.parseLong(after(answer, "\"itemsDone\":", ',').trim());
            }
        }

        boolean keepsWhatItAnswered() throws IOException {
            long before = done();
            process.destroyForcibly().onExit().join();
            launch();
            long after = done();
            System.out.println("killed and started again: " + before + " items done before, " + after + " after"
                    + (after == before ? "" : ": THEY DIFFER"));
            return after == before;
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
