package dev.workmanager.config;

import dev.workmanager.model.Backoff;
import dev.workmanager.model.Durations;
import dev.workmanager.model.Policy;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of the keys that make the policy. */
final class PolicyValues {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern BACKOFF = Pattern.compile("([0-9a-zA-Z]{1,40})(?:[ \t]*-[ \t]*([0-9a-zA-Z]{1,40}))?");

    private PolicyValues() {}

    static UnaryOperator<Policy> attempts(Setting setting) {
        long attempts = WHOLE.matcher(setting.value()).matches() ? Long.parseLong(setting.value()) : 0;
        if (attempts < 1 || attempts > Integer.MAX_VALUE) {
            throw new BadValueException(setting.quoted() + " is no whole number from 1 to " + Integer.MAX_VALUE);
        }
        return policy -> policy.withAttempts((int) attempts);
    }

    static UnaryOperator<Policy> backoff(Setting setting) {
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
        Backoff backoff = new Backoff(first, longest);
        return policy -> policy.withBackoff(backoff);
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
        if (duration.compareTo(Backoff.MAX) > 0) {
            throw new BadValueException(Quoted.of(text) + " is longer than a year");
        }
        return duration;
    }
}
