package dev.workmanager.config;

import dev.workmanager.model.Backoff;
import dev.workmanager.model.Durations;
import dev.workmanager.model.ExitCodes;
import dev.workmanager.model.Halt;
import dev.workmanager.model.Policy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of the keys that make the policy. */
final class PolicyValues {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern BACKOFF = Pattern.compile("([0-9a-zA-Z]{1,40})(?:[ \t]*-[ \t]*([0-9a-zA-Z]{1,40}))?");

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    private PolicyValues() {}

    /** The change to a policy that a setting means, of any key that is no source. */
    static UnaryOperator<Policy> change(Setting setting) {
        return switch (setting.key()) {
            case ATTEMPTS -> set(Policy.Builder::attempts, whole(setting, 1));
            case BACKOFF -> set(Policy.Builder::backoff, backoff(setting));
            case GIVE_BACKS -> set(Policy.Builder::giveBacks, whole(setting, 0));
            case NEVER_RETRY -> set(Policy.Builder::neverRetry, neverRetry(setting));
            case CRASH_LIMIT -> set(Policy.Builder::crashLimit, whole(setting, 1));
            case TIMEOUT -> set(Policy.Builder::timeout, timeout(setting));
            case LEASE -> lease(setting);
            case HALT -> set(Policy.Builder::halt, parsed(setting, Halt::parse));
            case PRIORITY -> set(Policy.Builder::priority, whole(setting, Integer.MIN_VALUE));
            case DOMAIN -> domain(setting);
            case NUMERIC, TIMES, LIST, LIST_FILE, GLOB ->
                throw new IllegalArgumentException(setting.key().text() + " is a source");
        };
    }

    private static <T> UnaryOperator<Policy> set(BiFunction<Policy.Builder, T, Policy.Builder> setter, T value) {
        return policy -> setter.apply(policy.change(), value).build();
    }

    private static int whole(Setting setting, int least) {
        long number = WHOLE.matcher(setting.value()).matches() ? Long.parseLong(setting.value()) : Long.MAX_VALUE;
        if (number < least || number > Integer.MAX_VALUE) {
            throw new BadValueException(
                    setting.quoted() + " is no whole number from " + least + " to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private static <T> T parsed(Setting setting, Function<String, T> parser) {
        try {
            return parser.apply(setting.value());
        } catch (IllegalArgumentException e) {
            throw new BadValueException(String.valueOf(e.getMessage()));
        }
    }

    private static ExitCodes neverRetry(Setting setting) {
        return setting.value().equals("none") ? ExitCodes.NONE : parsed(setting, ExitCodes::parse);
    }

    private static Optional<Duration> timeout(Setting setting) {
        if (setting.value().equals("never")) {
            return Optional.empty();
        }
        Duration timeout = duration(setting.value());
        if (timeout.isZero()) {
            throw new BadValueException(setting.quoted() + " leaves no time; write never for no timeout");
        }
        return Optional.of(timeout);
    }

    /** Whoever sets it sets it for those, too, who cannot renew. */
    private static UnaryOperator<Policy> lease(Setting setting) {
        Duration lease = duration(setting.value());
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new BadValueException(setting.quoted() + " is shorter than a second");
        }
        return policy -> policy.change().lease(lease).namelessLease(true).build();
    }

    private static UnaryOperator<Policy> domain(Setting setting) {
        UnaryOperator<Policy> change = set(Policy.Builder::domain, setting.value());
        Policy unused = parsed(setting, name -> change.apply(Policy.DEFAULT));
        return change;
    }

    private static Backoff backoff(Setting setting) {
        Matcher waits = BACKOFF.matcher(setting.value());
        if (!waits.matches()) {
            throw new BadValueException(
                    setting.quoted() + " is no backoff; write <first> or <first>-<longest>, such as "
                            + setting.key().example());
        }
        Duration first = duration(waits.group(1));
        Duration longest = waits.group(2) == null ? longest(first) : duration(waits.group(2));
        if (longest.compareTo(first) < 0) {
            throw new BadValueException(setting.quoted() + " goes down; the first wait is the shortest");
        }
        return new Backoff(first, longest);
    }

    private static Duration longest(Duration first) {
        Duration usual = Backoff.DEFAULT.longest();
        return first.compareTo(usual) > 0 ? first : usual;
    }

    private static Duration duration(String text) {
        Duration duration;
        try {
            duration = Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadValueException(String.valueOf(e.getMessage()));
        }
        if (duration.compareTo(Policy.LONGEST) > 0) {
            throw new BadValueException(Quoted.of(text) + " is longer than a year");
        }
        return duration;
    }
}
