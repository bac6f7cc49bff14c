package dev.workmanager.http;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request says beside its path: behind the question mark, or in fields that several bodies have. */
final class Queries {
    private Queries() {}

    /**
     * Refuses what people may have meant otherwise.
     *
     * @throws RefusedException if there is a parameter of another name, or one twice
     */
    static void requireOnly(Call call, String... known) {
        requireOnly(call, List.of(known), List.of());
    }

    /**
     * Likewise, where some may be there more than once.
     *
     * @throws RefusedException if there is a parameter of another name, or one twice that is of {@code once}
     */
    static void requireOnly(Call call, List<String> once, List<String> often) {
        call.queries().forEach((name, values) -> {
            if (!once.contains(name) && !often.contains(name)) {
                List<String> known =
                        Stream.concat(once.stream(), often.stream()).toList();
                throw wrong("there is no query parameter '" + name + "' here, but " + String.join(", ", known));
            }
            if (values.size() > 1 && !often.contains(name)) {
                throw wrong(name + ": one value, not " + values.size());
            }
        });
    }

    /**
     * Refuses every parameter.
     *
     * @throws RefusedException if there is one
     */
    static void requireNone(Call call) {
        call.queries().keySet().stream().findFirst().ifPresent(name -> {
            throw wrong("there are no query parameters here, such as '" + name + "'");
        });
    }

    /**
     * A whole number.
     *
     * @throws RefusedException if it is none, or out of its bounds
     */
    static long number(Call call, String name, long least, long most, long standard) {
        Optional<String> text = call.query(name);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            throw outOf(name, text.get(), least, most);
        }
        throw outOf(name, text.get(), least, most);
    }

    private static RefusedException outOf(String name, String text, long least, long most) {
        return wrong(name + ": a number from " + least + " to " + most + ", not '" + text + "'");
    }

    /**
     * The lease tokens in a body; a reader of JSON hands over null for a field that is not there.
     *
     * @throws RefusedException if there is no list, or null is in it
     */
    static List<String> tokens(@Nullable List<String> tokens) {
        if (tokens == null || tokens.contains(null)) {
            throw wrong("tokens: a list of lease tokens, none of them null");
        }
        return tokens;
    }

    static RefusedException wrong(String message) {
        return new RefusedException(ErrorCode.MALFORMED_REQUEST, message);
    }
}
