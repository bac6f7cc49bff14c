import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures "this item is done, give me the next one", each durable before it is answered, of wm-server and of Redis with the same
 * load generator: blocking sockets, one thread a connection. Rounds are interleaved; what counts are the ratios of one run. A
 * program of one file, started by {@code run}.
 */
final class Bench {
    private static final String HELP =
            """
            Usage: dist/bench/run [--who LIST] [--connections LIST] [--seconds N] [--rounds N] [--warm N]
                                  [--folder DIR]

            Measures durable "done + next" a second: wm-server by its native exchange and by the seed's
            POST /job/{id}, each one request; Redis (appendfsync always) by LREM and LMOVE, two requests.
            Without results; the same generator drives all of them; rounds are interleaved. At the end
            the manager is killed with SIGKILL and started again: all that was answered must be there.

            The table also has the processor time of a pair, of the server and of the generator: on a
            machine where other things run, too, it says more than the rate. "null" is a server that
            answers each exchange with the same bytes and does nothing: no rate can be above its own.

              --who LIST          of exchange, seed, redis, null (all of them)
              --connections LIST  connections, each a thread (1,8,64)
              --seconds N         length of a measurement (5)
              --rounds N          measurements of each (3); the table has their medians and ranges
              --warm N            seconds for which each is driven before, not counted (20)
              --folder DIR        where the data lies: on the disk that you want to know about (a temporary
                                  folder below the current one)

            Build first: mvn -q -DskipTests package. Redis is measured if redis-server is installed.
            """;

    private final Path dist;
    private List<String> who = List.of("exchange", "seed", "redis", "null");
    private int[] connections = {1, 8, 64};
    private int seconds = 5;
    private int rounds = 3;
    private int warm = 20;
    private Path folder = Path.of(".");

    private Bench(Path dist) {
        this.dist = dist;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals(NullServer.ARGUMENT)) {
            NullServer.serve(Integer.parseInt(arguments[1]));
        }
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
                case "--who" -> who = List.of(value.split(","));
                case "--connections" ->
                    connections = Arrays.stream(value.split(",")).mapToInt(Integer::parseInt).toArray();
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--warm" -> warm = Integer.parseInt(value);
                case "--folder" -> folder = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option " + options.get(i));
            }
        }
    }

    private int run() throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(folder).toAbsolutePath(), "wm-bench");
        try (Redis redis = Redis.start(data.resolve("redis"));
                NullServer nothing = NullServer.start(dist.resolve("bench/Bench.java"));
                Manager manager = Manager.start(dist.resolve("target/work-manager"), data.resolve("manager"))) {
            Map<String, Contender> contenders = new LinkedHashMap<>();
            contenders.put("exchange", new Exchange(manager.process.toHandle(), manager.port));
            contenders.put("seed", new Seed(manager.process.toHandle(), manager.port));
            if (redis != null) {
                System.out.println("redis-server: appendonly yes, appendfsync always, save \"\"");
                contenders.put("redis", new RedisPair(redis.process.toHandle(), redis.port));
            } else {
                System.out.println("redis-server is not installed: measured without it");
            }
            contenders.put("null", new Exchange(nothing.process.toHandle(), nothing.port));
            contenders.keySet().retainAll(who);
            print(measure(contenders));
            return manager.keepsWhatItAnswered() ? 0 : 1;
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** By who, then by connections. */
    private Map<String, Map<Integer, List<Measured>>> measure(Map<String, Contender> contenders) throws Exception {
        Map<String, Map<Integer, List<Measured>>> all = new LinkedHashMap<>();
        int most = Arrays.stream(connections).max().orElse(1);
        for (Contender contender : contenders.values()) {
            load(contender, most, warm);
        }
        for (int round = 0; round < rounds; round++) {
            for (int count : connections) {
                for (Map.Entry<String, Contender> entry : contenders.entrySet()) {
                    Measured measured = load(entry.getValue(), count, seconds);
                    all.computeIfAbsent(entry.getKey(), name -> new LinkedHashMap<>())
                            .computeIfAbsent(count, many -> new ArrayList<>())
                            .add(measured);
                }
            }
        }
        return all;
    }

    private static void print(Map<String, Map<Integer, List<Measured>>> all) {
        System.out.printf("%-10s %12s %10s %20s %8s %14s %14s%n", "who", "connections", "median /s", "range", "x redis",
                "server us/pair", "client us/pair");
        all.forEach((who, byCount) -> byCount.forEach((count, measured) -> {
            List<Double> rates = sorted(measured, Measured::rate);
            Map<Integer, List<Measured>> redis = all.get("redis");
            String ratio = redis == null
                    ? "-"
                    : String.format(Locale.ROOT, "%.2f",
                            median(measured, Measured::rate) / median(redis.get(count), Measured::rate));
            System.out.printf(Locale.ROOT, "%-10s %12d %10.0f %20s %8s %14.1f %14.1f%n", who, count,
                    median(measured, Measured::rate),
                    String.format(Locale.ROOT, "%.0f - %.0f", rates.get(0), rates.get(rates.size() - 1)), ratio,
                    median(measured, Measured::serverMicros), median(measured, Measured::clientMicros));
        }));
    }

    private static List<Double> sorted(List<Measured> measured, ToDoubleFunction<Measured> what) {
        return measured.stream().mapToDouble(what).sorted().boxed().toList();
    }

    private static double median(List<Measured> measured, ToDoubleFunction<Measured> what) {
        return sorted(measured, what).get(measured.size() / 2);
    }

    /** One measurement: pairs a second, and the processor time of a pair on both sides. */
    private record Measured(double rate, double serverMicros, double clientMicros) {}

    private static Measured load(Contender contender, int connections, int seconds) throws Exception {
        AtomicLong pairs = new AtomicLong();
        AtomicLong failures = new AtomicLong();
        Duration serverBefore = cpu(contender.server());
        Duration clientBefore = cpu(ProcessHandle.current());
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
        long took = System.nanoTime() - start;
        return new Measured(
                pairs.get() * 1e9 / took,
                cpu(contender.server()).minus(serverBefore).toNanos() / 1e3 / pairs.get(),
                cpu(ProcessHandle.current()).minus(clientBefore).toNanos() / 1e3 / pairs.get());
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Somebody who can be told that an item is done, and gives the next. */
    private interface Contender {
        ProcessHandle server();

        int port();

        void drive(Connection connection, int number, java.util.function.BooleanSupplier more, Runnable counted)
                throws IOException;
    }

    /** A blocking connection that speaks in lines. */
    private static final class Connection {
        private final InputStream in;
        private final OutputStream out;
        private final byte[] buffer = new byte[1 << 14];
        private int next;
        private int end;

        Connection(Socket socket) throws IOException {
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Makes sure that there are so many bytes from {@code next} on. */
        private void await(int bytes) throws IOException {
            if (buffer.length - next < bytes) {
                System.arraycopy(buffer, next, buffer, 0, end - next);
                end -= next;
                next = 0;
            }
            while (end - next < bytes) {
                int read = in.read(buffer, end, buffer.length - end);
                if (read < 0) {
                    throw new EOFException("the server closed the connection");
                }
                end += read;
            }
        }

        String line() throws IOException {
            int length = 0;
            do {
                length++;
                await(length);
            } while (buffer[next + length - 1] != '\n');
            return bytes(length).stripTrailing();
        }

        String bytes(int length) throws IOException {
            await(length);
            String text = new String(buffer, next, length, StandardCharsets.ISO_8859_1);
            next += length;
            return text;
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
    private record Exchange(ProcessHandle server, int port) implements Contender {
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
    private record Seed(ProcessHandle server, int port) implements Contender {
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
    private record RedisPair(ProcessHandle server, int port) implements Contender {
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

    /** Answers each exchange with the same bytes, one thread for all connections: what the generator can do at most. */
    private record NullServer(Process process, int port) implements AutoCloseable {
        static final String ARGUMENT = "--null-server";

        private static final String BODY =
                """
                {"outcomes":[{"token":"0123456789abcdef-17-1-01234567","outcome":"accepted"}],"next":"items","items":[\
                {"token":"0123456789abcdef-18-1-01234567","job":"default","id":18,"index":18,"attempt":1,\
                "attempts":3,"leaseMillis":30000}]}""";

        static NullServer start(Path source) throws IOException {
            int port = freePort();
            String java = ProcessHandle.current().info().command().orElse("java");
            Process process = new ProcessBuilder(
                            java, "-XX:+UseSerialGC", source.toString(), ARGUMENT, Integer.toString(port))
                    .inheritIO()
                    .start();
            awaitPort(process, port);
            return new NullServer(process, port);
        }

        static void serve(int port) throws IOException {
            byte[] answer = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                            + "\r\n\r\n" + BODY)
                    .getBytes(StandardCharsets.ISO_8859_1);
            Selector selector = Selector.open();
            ServerSocketChannel listener = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", port));
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            ByteBuffer request = ByteBuffer.allocateDirect(1 << 14);
            while (true) {
                selector.select(key -> {
                    try {
                        if (key.isAcceptable()) {
                            SocketChannel client = listener.accept();
                            client.configureBlocking(false);
                            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                            client.register(selector, SelectionKey.OP_READ);
                            return;
                        }
                        // The generator sends a request at once and waits for its answer: what is read is one request.
                        SocketChannel client = (SocketChannel) key.channel();
                        if (client.read(request.clear()) < 0) {
                            client.close();
                        } else {
                            client.write(ByteBuffer.wrap(answer));
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
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
