package dev.workmanager.server;

import dev.workmanager.config.ConfigInput;
import dev.workmanager.model.Durations;
import dev.workmanager.wrapper.ByteCount;
import dev.workmanager.wrapper.Calls;
import dev.workmanager.wrapper.Handing;
import dev.workmanager.wrapper.Limits;
import dev.workmanager.wrapper.Pass;
import dev.workmanager.wrapper.WrapperOptions;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes options out of what was written: the command line goes before the environment, that before what holds otherwise. */
final class OptionReader {
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final Arguments arguments;
    private final Map<String, String> environment;
    private final Folders folders;

    /**
     * Reads from these.
     *
     * @param environment the variables; an empty one is as none
     * @param folders where things lie unless somebody says otherwise
     */
    OptionReader(Arguments arguments, Map<String, String> environment, Folders folders) {
        this.arguments = arguments;
        this.environment = environment;
        this.folders = folders;
    }

    /**
     * What {@code serve} is to do.
     *
     * @throws UsageException for the first value that is wrong; it names the option or the variable
     */
    ServerOptions serve(InputStream standardInput) {
        return read(Address.SERVE, is(ServerOption.KEEP), standardInput);
    }

    /**
     * What {@code run} is to do, but for its workers.
     *
     * @throws UsageException for the first value that is wrong; it names the option or the variable
     */
    ServerOptions run(InputStream standardInput) {
        return read(Address.RUN, false, standardInput);
    }

    /**
     * What {@code backup} is to do.
     *
     * @throws UsageException for the first value that is wrong; it names the option or the variable
     */
    BackupOptions backup() {
        List<String> operands = arguments.command();
        if (operands.size() != 1) {
            throw new UsageException(
                    "one folder for the backup: wm-server backup [options] FOLDER; see wm-server backup --help");
        }
        return new BackupOptions(
                read(ServerOption.DATA, OptionReader::path).orElse(folders.data()),
                read(ServerOption.OUT, OptionReader::path).orElse(folders.out()),
                path(operands.get(0)),
                !is(ServerOption.WITHOUT_RESULTS),
                read(ServerOption.OUTPUT, BackupOptions::parseJson).orElse(false));
    }

    private ServerOptions read(Address standard, boolean keep, InputStream standardInput) {
        List<String> notes = new ArrayList<>();
        Optional<Path> config = read(ServerOption.CONFIG, OptionReader::path);
        Path data = read(ServerOption.DATA, OptionReader::path).orElse(folders.data());
        Path out = read(ServerOption.OUT, OptionReader::path).orElse(folders.out());
        ConfigInput input = new ConfigInput(
                config.orElse(folders.config()),
                config.isPresent(),
                Path.of(""),
                arguments.keys(),
                environment,
                List.of(data, out),
                standardInput);
        Address listen =
                new Address(read(ServerOption.HOST, String::strip).orElse(standard.host()), port(standard, notes));
        Duration linger = read(ServerOption.LINGER, Durations::parse).orElse(LINGER);
        return new ServerOptions(input, data, out, listen, restart(), keep, linger, protection(), notes);
    }

    private Protection protection() {
        Optional<Path> chain = read(ServerOption.TLS_CERT, OptionReader::path);
        Optional<Path> key = read(ServerOption.TLS_KEY, OptionReader::path);
        if (chain.isPresent() != key.isPresent()) {
            throw new UsageException("a certificate and its key belong together: name both "
                    + ServerOption.TLS_CERT.longName() + " and " + ServerOption.TLS_KEY.longName());
        }
        return new Protection(
                read(ServerOption.TOKENS, OptionReader::path),
                chain.map(file -> new Protection.CertificateFiles(file, key.orElseThrow())));
    }

    /** The log looks as it should from now on. Before all else: what is wrong with the others is said so, too. */
    void applyLogging(Program program) {
        LogFormat format = read(ServerOption.LOG_FORMAT, LogFormat::parse).orElse(LogFormat.TEXT);
        LogFormat.Detail detail =
                read(ServerOption.LOG_LEVEL, LogFormat.Detail::parse).orElse(LogFormat.Detail.INFO);
        Logging.become(program.terminal(), format, program.outside().wall());
        Logging.log(detail);
    }

    /** What {@code run} is told about its workers. */
    Workers workers(int processors) {
        if (arguments.command().isEmpty()) {
            throw new UsageException("no command: wm-server run [options] -- command args…; see wm-server run --help");
        }
        return new Workers(
                arguments.command(),
                read(ServerOption.SLOTS, WrapperOptions::parseSlots).orElse(processors),
                handing(),
                limits(),
                is(ServerOption.VERBOSE));
    }

    private static Duration some(String text) {
        Duration time = Durations.parse(text);
        if (time.isZero()) {
            throw new IllegalArgumentException("'" + text + "' is no time at all");
        }
        return time;
    }

    private Limits limits() {
        return new Limits(
                read(ServerOption.MAX_RESULT, ByteCount::parse).orElse(Limits.DEFAULT.maxResult()),
                Optional.empty(), // the job's is given in its own words
                read(ServerOption.STALL, OptionReader::some),
                read(ServerOption.KILL_AFTER, Durations::parse).orElse(Limits.DEFAULT.killAfter()));
    }

    private Handing handing() {
        try {
            return Handing.of(
                    read(ServerOption.PASS, Pass::parse),
                    is(ServerOption.COMPAT_ENV),
                    Calls.of(read(ServerOption.MODE, Calls::parseMode), read(ServerOption.CHUNK, Calls::parseChunk))
                            .watchedBy(limits()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Set<Restart> restart() {
        Set<Restart> restart = EnumSet.noneOf(Restart.class);
        if (is(ServerOption.WIPE)) {
            restart.add(Restart.WIPE);
        }
        if (is(ServerOption.RETRY_FAILED)) {
            restart.add(Restart.RETRY_FAILED);
        }
        return restart;
    }

    /** Kubernetes sets WM_PORT to something else where a service is called "wm". */
    private int port(Address standard, List<String> notes) {
        String variable = environment.getOrDefault(ServerOption.PORT.variable(), "");
        if (!arguments.options().containsKey(ServerOption.PORT) && variable.startsWith("tcp://")) {
            notes.add(ServerOption.PORT.variable() + "=" + variable + " is ignored: it is no port but what Kubernetes"
                    + " says of a service called wm");
            return standard.port();
        }
        return read(ServerOption.PORT, OptionReader::port).orElse(standard.port());
    }

    private boolean is(ServerOption option) {
        return read(option, OptionReader::bool).orElse(false);
    }

    private <T> Optional<T> read(ServerOption option, Function<String, T> parser) {
        String value = arguments.options().get(option);
        String source = option.longName();
        if (value == null) {
            value = environment.getOrDefault(option.variable(), "");
            source = option.variable();
            if (value.isEmpty()) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(parser.apply(value));
        } catch (IllegalArgumentException e) {
            throw new UsageException(source + ": " + e.getMessage());
        }
    }

    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a path is missing");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path: " + e.getReason(), e);
        }
    }

    private static int port(String text) {
        return number(text, 0, 65_535);
    }

    private static int number(String text, int from, int to) {
        String digits = text.strip();
        int number = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : -1;
        if (number < from || number > to) {
            throw new IllegalArgumentException("'" + text + "' is not a number from " + from + " to " + to);
        }
        return number;
    }

    private static boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> true;
            case "0", "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither 1 nor 0");
        };
    }
}
