package dev.workmanager.http.seeds;

import dev.workmanager.http.Call;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a request waits for an item. {@code ?wait=} says so: {@code 20s}, {@code 500ms}, {@code 1m}, or seconds as a plain number;
 * no request waits longer than {@value #MAX_MILLIS} ms. Without it the request waits for an item that is pending, but not for what
 * others have in hand.
 *
 * @param whileRunning whether to wait, too, while nothing is pending but something is in other hands
 * @param millis for how long at most
 */
record Wait(boolean whileRunning, long millis) {
    private static final long MAX_MILLIS = 60_000;
    private static final Wait DEFAULT = new Wait(false, 20_000);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|)");
    private static final Map<String, Long> UNITS = Map.of("ms", 1L, "s", 1_000L, "", 1_000L, "m", 60_000L);

    static Wait of(Call call) {
        return call.query("wait").map(Wait::parse).orElse(DEFAULT);
    }

    private static Wait parse(String text) {
        Matcher matcher = FORM.matcher(text);
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST, "wait: a duration like 20s or 500ms, not '" + text + "'");
        }
        return new Wait(true, Math.min(MAX_MILLIS, Long.parseLong(matcher.group(1)) * unit));
    }
}
