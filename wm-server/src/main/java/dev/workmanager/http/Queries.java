package dev.workmanager.http;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import java.util.List;
import java.util.Optional;

/** What stands behind the question mark. */
final class Queries {
    private Queries() {}

    /**
     * Refuses what people may have meant otherwise.
     *
     * @throws RefusedException if there is a parameter of another name, or one twice
     */
    static void requireOnly(Call call, String... known) {
        call.queries().forEach((name, values) -> {
            if (!List.of(known).contains(name)) {
                throw wrong("there is no query parameter '" + name + "' here, but " + String.join(", ", known));
            }
            if (values.size() > 1) {
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

    static RefusedException wrong(String message) {
        return new RefusedException(ErrorCode.MALFORMED_REQUEST, message);
    }
}
