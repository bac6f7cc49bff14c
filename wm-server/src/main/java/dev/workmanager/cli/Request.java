package dev.workmanager.cli;

import dev.workmanager.client.ControlClient;
import dev.workmanager.config.ConfigKey;
import dev.workmanager.model.Durations;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.terminal.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody wants of a verb: its options and operands, and the manager that is asked. Used by one thread. */
final class Request implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Verb verb;
    private final Surroundings surroundings;
    private final Map<VerbOption, List<String>> options;
    private final Map<ConfigKey, List<String>> keys;
    private final List<String> operands;
    private @Nullable ControlClient client;

    Request(
            Verb verb,
            Surroundings surroundings,
            Map<VerbOption, List<String>> options,
            Map<ConfigKey, List<String>> keys,
            List<String> operands) {
        this.verb = verb;
        this.surroundings = surroundings;
        this.options = options;
        this.keys = keys;
        this.operands = operands;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** The words behind the verb that are no options. */
    List<String> operands() {
        return operands;
    }

    /** The keys of the configuration that are given as options. */
    Map<ConfigKey, List<String>> keys() {
        return keys;
    }

    /** Whether a switch is set. */
    boolean is(VerbOption option) {
        return options.containsKey(option);
    }

    /** All values of an option. */
    List<String> all(VerbOption option) {
        return options.getOrDefault(option, List.of());
    }

    /** The value of an option, from the command line or its variable. */
    Optional<String> value(VerbOption option) {
        return read(option, Function.identity());
    }

    /**
     * Likewise, as what it means.
     *
     * @throws UsageException where the parser finds it wrong
     */
    <T> Optional<T> read(VerbOption option, Function<String, T> parser) {
        List<String> given = options.get(option);
        String source = option.longName();
        String value = given == null ? "" : given.get(given.size() - 1);
        if (given == null && option.variable() != null) {
            source = option.variable();
            value = surroundings.environment().getOrDefault(source, "");
        }
        if (given == null && value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(value));
        } catch (IllegalArgumentException e) {
            throw new UsageException(source + ": " + e.getMessage());
        }
    }

    /** Reads a whole number of at least 1. */
    static long number(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("'" + text + "' is no whole number from 1 on");
        }
        return Long.parseLong(text);
    }

    /** How the answer is to be written. The variable is for all verbs: one that does not know its format keeps to its own. */
    Format format() {
        boolean given = options.containsKey(VerbOption.OUTPUT);
        return read(VerbOption.OUTPUT, text -> Format.parse(text, given ? verb.formats() : List.of(Format.values())))
                .filter(verb.formats()::contains)
                .orElseGet(() -> verb.formats().get(0));
    }

    /** Times and sizes for people. */
    Words words() {
        return new Words(surroundings.wall(), surroundings.zone());
    }

    /** Says something to people, and not to whoever reads the answer. */
    void say(String text) {
        surroundings.terminal().say("wm: " + text);
    }

    /** Which job and items the operands mean. */
    Target target() {
        return Target.of(operands);
    }

    /** All jobs that the operands name; where there are none, the usual one. */
    List<String> jobs() {
        return operands.isEmpty() ? List.of(job(target())) : operands;
    }

    /**
     * The job that is meant: the one that is named, else {@code default}, else the only one.
     *
     * @throws UsageException if that does not say which
     */
    String job(Target target) {
        return target.job().orElseGet(() -> usual(client().jobs()));
    }

    private static String usual(List<JobStatus> jobs) {
        List<String> names = jobs.stream().map(JobStatus::name).toList();
        if (names.contains("default")) {
            return "default";
        }
        if (names.isEmpty()) {
            throw new UsageException(
                    VerbExit.NOT_FOUND, "the manager has no job; to make one: wm submit crunch --numeric 0-999");
        }
        if (names.size() > 1) {
            String some = names.stream().limit(10).collect(Collectors.joining(", "));
            throw new UsageException("which job? name one of " + some
                    + (names.size() > 10 ? " and " + (names.size() - 10) + " more" : ""));
        }
        return names.get(0);
    }

    /** The manager. */
    ControlClient client() {
        ControlClient known = client;
        if (known == null) {
            Peer peer = Peer.of(
                    value(VerbOption.SERVER).orElse(null),
                    value(VerbOption.TOKEN_FILE).orElse(null),
                    value(VerbOption.CA_FILE).orElse(null),
                    surroundings.environment());
            known = ControlClient.connect(
                    peer.address(),
                    peer.credentials(),
                    read(VerbOption.GIVE_UP_AFTER, Durations::parse)
                            .orElse(verb.isPatient(this) ? PATIENCE : Duration.ZERO),
                    surroundings.nanoTime(),
                    surroundings.random(),
                    this::say);
            client = known;
        }
        return known;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
