package dev.workmanager.wrapper;

import dev.workmanager.client.Choice;
import dev.workmanager.client.Credentials;
import dev.workmanager.client.CredentialsException;
import dev.workmanager.client.ManagerAddress;
import dev.workmanager.model.Durations;
import dev.workmanager.model.Job;
import dev.workmanager.model.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes options out of what was written: the command line goes before the environment, that before what holds otherwise. */
final class OptionReader {
    private static final Pattern GROUP = Pattern.compile("(?=.{1,200}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private final Map<WrapOption, String> written;
    private final Map<String, String> environment;

    /**
     * @param written the options of the command line, a switch with {@code true}
     * @param environment the variables; an empty one is as none
     */
    OptionReader(Map<WrapOption, String> written, Map<String, String> environment) {
        this.written = written;
        this.environment = environment;
    }

    /** @throws UsageException for the first value that is wrong; it names the option or the variable */
    WrapperOptions read(List<String> command) {
        if (command.isEmpty()) {
            throw new UsageException("no command: wm-wrap [options] -- command args…; see wm-wrap --help");
        }
        boolean once = read(WrapOption.ONCE, OptionReader::bool).orElse(false);
        boolean quick = once || dryRun();
        Duration giveUpAfter = quick ? WrapperOptions.GIVE_UP_AFTER_ONCE : WrapperOptions.GIVE_UP_AFTER;
        return new WrapperOptions(
                read(WrapOption.SERVER, ManagerAddress::parse).orElse(WrapperOptions.MANAGER),
                credentials(),
                command,
                handing(),
                read(WrapOption.SLOTS, WrapperOptions::parseSlots).orElse(1),
                once,
                read(WrapOption.GIVE_UP_AFTER, Durations::parse).orElse(giveUpAfter),
                read(WrapOption.VERBOSE, OptionReader::bool).orElse(false),
                choice(quick),
                read(WrapOption.GROUP, OptionReader::group),
                new StderrUse(
                        read(WrapOption.LOG, OptionReader::shipped).orElse(StderrUse.DEFAULT.shipped()),
                        read(WrapOption.LOG_PREFIX, OptionReader::bool).orElse(StderrUse.DEFAULT.prefixed())),
                leaving(),
                limits());
    }

    private Credentials credentials() {
        try {
            return Credentials.of(read(WrapOption.TOKEN_FILE, Path::of), read(WrapOption.CA_FILE, Path::of));
        } catch (CredentialsException e) {
            throw new CannotWrapException(WrapExit.CONFIG, String.valueOf(e.getMessage()));
        }
    }

    private Limits limits() {
        return new Limits(
                read(WrapOption.MAX_RESULT, ByteCount::parse).orElse(Limits.DEFAULT.maxResult()),
                read(WrapOption.TIMEOUT, OptionReader::some),
                read(WrapOption.STALL, OptionReader::some),
                read(WrapOption.KILL_AFTER, Durations::parse).orElse(Limits.DEFAULT.killAfter()));
    }

    /** Whether what is to be done is to be shown only. */
    boolean dryRun() {
        return read(WrapOption.DRY_RUN, OptionReader::bool).orElse(false);
    }

    private Handing handing() {
        try {
            return Handing.of(
                    read(WrapOption.PASS, Pass::parse),
                    read(WrapOption.COMPAT_ENV, OptionReader::bool).orElse(Handing.DEFAULT.compatEnv()),
                    Calls.of(read(WrapOption.MODE, Calls::parseMode), read(WrapOption.CHUNK, Calls::parseChunk))
                            .watchedBy(limits()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Leaving leaving() {
        return new Leaving(
                read(WrapOption.MAX_ITEMS, OptionReader::items).orElse(Leaving.ANY_ITEMS),
                read(WrapOption.IDLE_EXIT, OptionReader::some),
                read(WrapOption.DRAIN_TIME, OptionReader::drainTime));
    }

    private Choice choice(boolean ofOne) {
        Optional<String> job = read(WrapOption.JOB, OptionReader::job);
        List<String> domains = read(WrapOption.DOMAIN, OptionReader::domains).orElse(List.of());
        if (job.isPresent() && !domains.isEmpty()) {
            throw new UsageException("a job and a domain are named; a job is taken from whatever its domain,"
                    + " so leave one of them out (" + WrapOption.JOB.longName() + ", " + WrapOption.JOB.variable()
                    + ", "
                    + WrapOption.DOMAIN.longName() + ", " + WrapOption.DOMAIN.variable() + ")");
        }
        Optional<Long> id = read(WrapOption.ID, OptionReader::id);
        if (id.isEmpty()) {
            return new Choice(job, domains);
        }
        if (!ofOne || !domains.isEmpty()) {
            throw new UsageException(WrapOption.ID.longName() + " (" + WrapOption.ID.variable() + ") goes with "
                    + WrapOption.ONCE.longName() + " or " + WrapOption.DRY_RUN.longName() + ", and not with "
                    + WrapOption.DOMAIN.longName());
        }
        return Choice.ofItem(job.orElse(Job.DEFAULT_NAME), id.get());
    }

    private <T> Optional<T> read(WrapOption option, Function<String, T> parser) {
        String value = written.get(option);
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

    private static boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> true;
            case "0", "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither 1 nor 0");
        };
    }

    private static boolean shipped(String text) {
        return switch (text.strip()) {
            case "ship" -> true;
            case "none" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither ship nor none");
        };
    }

    private static String job(String text) {
        String name = text.strip();
        if (!Job.isName(name)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no name of a job: a letter, and after it at most 63 letters,"
                            + " digits, dots, dashes and underscores");
        }
        return name;
    }

    private static List<String> domains(String text) {
        List<String> names = Stream.of(text.split(",", -1)).map(String::strip).toList();
        for (String name : names) {
            if (!Policy.isDomain(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no domain: a letter, and after it at most 63 letters,"
                                + " digits, dots, dashes and underscores");
            }
        }
        return names;
    }

    private static String group(String text) {
        if (!GROUP.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no group: at most 200 letters, digits, dashes and"
                    + " underscores, with dots between them, such as product.importer");
        }
        return text;
    }

    private static long id(String text) {
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,19}") || digits.length() == 19 && digits.compareTo("9223372036854775807") > 0) {
            throw new IllegalArgumentException("'" + text + "' is no number of an item");
        }
        return Long.parseLong(digits);
    }

    private static long items(String text) {
        String digits = text.strip();
        long items = digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
        if (items < 1) {
            throw new IllegalArgumentException("'" + text + "' is no number of items, from 1 on");
        }
        return items;
    }

    private static Duration some(String text) {
        Duration time = Durations.parse(text);
        if (time.isZero()) {
            throw new IllegalArgumentException("'" + text + "' is no time at all");
        }
        return time;
    }

    private static Duration drainTime(String text) {
        return text.strip().equals("forever") ? Leaving.FOREVER : Durations.parse(text);
    }
}
