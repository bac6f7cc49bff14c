package dev.workmanager.client;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.MalformedJsonException;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import dev.workmanager.protocol.StoredLog;
import dev.workmanager.protocol.StoredResult;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** What comes back: read whole or not at all, and believed only if it answers the question. */
final class Answers {
    private static final long MAX_ANSWER = 64L << 20;
    private static final long MAX_ERROR = 64 << 10;
    /** What a token may look like: it becomes a part of a path. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    private Answers() {}

    /**
     * The body of a good answer.
     *
     * @throws UnavailableException if the request may be sent again
     * @throws RefusedException if the manager refuses it
     */
    static <T> T read(Response response, Class<T> type) {
        try {
            require(response, 200, 201);
            return Json.read(body(response, MAX_ANSWER), type);
        } catch (IOException e) {
            throw new UnavailableException(reason(e), e);
        } catch (MalformedJsonException e) {
            throw new UnavailableException("an answer that makes no sense: " + e.getMessage(), e);
        }
    }

    /** An exchange's answer, if it answers this request. */
    static ExchangeAnswer checked(ExchangeRequest request, ExchangeAnswer answer) {
        boolean sound = answers(request.ended(), answer.outcomes())
                && switch (String.valueOf(answer.next())) {
                    case ExchangeAnswer.ITEMS -> sound(answer.items(), request);
                    case ExchangeAnswer.WAIT, ExchangeAnswer.FINISHED -> true;
                    default -> false;
                };
        return sound(sound, answer, "exchange " + request.number());
    }

    /** A renewal's answer, if it is whole. */
    static RenewAnswer checked(RenewAnswer answer) {
        List<RenewAnswer.Lease> leases = answer.leases();
        boolean sound = leases != null
                && leases.stream()
                        .allMatch(lease -> lease != null && lease.token() != null && lease.standing() != null);
        return sound(sound, answer, "the renewal");
    }

    /** The answer to a put, if it is whole. */
    static StoredResult checked(StoredResult answer) {
        return sound(answer.sha256() != null, answer, "the result");
    }

    /** The answer to an append, if it makes sense. */
    static StoredLog checked(StoredLog answer) {
        return sound(answer.size() >= 0, answer, "the append to the log");
    }

    /**
     * Copies the body of a good answer, as it comes.
     *
     * @return how many bytes
     * @throws UncheckedIOException if they cannot be written
     */
    static long copy(Response response, OutputStream to) {
        require(response, 200, 206);
        BufferedSource source = response.body().source();
        byte[] block = new byte[8_192];
        long copied = 0;
        for (int read = read(source, block); read >= 0; read = read(source, block)) {
            try {
                to.write(block, 0, read);
                to.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("what was read cannot be written: " + e.getMessage(), e);
            }
            copied += read;
        }
        return copied;
    }

    /**
     * Takes the lines of a good answer one by one, without their ends.
     *
     * @param lines takes each, and says whether it wants more
     * @return whether the answer came to its end
     * @throws UnavailableException if it breaks off, or a line is longer than any
     */
    static boolean lines(Response response, Predicate<byte[]> lines) {
        require(response, 200);
        BufferedSource source = response.body().source();
        while (true) {
            byte[] line = line(source);
            if (line == null) {
                return true;
            }
            if (!lines.test(line)) {
                return false;
            }
        }
    }

    /** Null for no more. What follows the last line end is no line: a whole answer ends with one. */
    private static byte @Nullable [] line(BufferedSource source) {
        try {
            long end = source.indexOf((byte) '\n', 0, MAX_ANSWER);
            if (end < 0) {
                if (source.exhausted()) {
                    return null;
                }
                throw new UnavailableException("an answer that ends within a line, or has too long a one", null);
            }
            byte[] line = source.readByteArray(end);
            source.skip(1);
            return line;
        } catch (IOException e) {
            throw new UnavailableException(reason(e), e);
        }
    }

    /** Throws what an answer with any other status than these means. */
    static void require(Response response, int... good) {
        for (int status : good) {
            if (response.code() == status) {
                return;
            }
        }
        throw refusal(response);
    }

    private static int read(BufferedSource source, byte[] block) {
        try {
            return source.read(block);
        } catch (IOException e) {
            throw new UnavailableException(reason(e), e);
        }
    }

    /** Why there was no answer, in a few words. */
    static String reason(Exception e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof UnknownHostException) {
            return "its host is not known here: " + deepest.getMessage();
        }
        if (e instanceof InterruptedIOException) {
            return "no answer in time";
        }
        if (deepest instanceof EOFException) {
            return "the connection ended before the answer did";
        }
        String message = deepest.getMessage();
        return message == null || message.isBlank() ? deepest.getClass().getSimpleName() : message;
    }

    private static boolean answers(List<EndedAttempt> ended, @Nullable List<Outcome> outcomes) {
        int count = outcomes == null ? 0 : outcomes.size();
        if (outcomes == null || count != ended.size()) {
            return count == ended.size();
        }
        for (int i = 0; i < count; i++) {
            Outcome outcome = outcomes.get(i);
            if (outcome == null
                    || outcome.outcome() == null
                    || !ended.get(i).token().equals(outcome.token())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sound(@Nullable List<HandedItem> items, ExchangeRequest request) {
        // Some may come where none are asked for: a repeated request gets what its first sending got.
        int most = request.take() == 0 ? ExchangeRequest.MAX_TAKE : request.take();
        return items != null
                && !items.isEmpty()
                && items.size() <= most
                && items.stream().allMatch(Answers::sound);
    }

    private static boolean sound(@Nullable HandedItem item) {
        return item != null
                && item.job() != null
                && item.token() != null
                && TOKEN.matcher(item.token()).matches();
    }

    private static <T> T sound(boolean sound, T answer, String question) {
        if (!sound) {
            throw new UnavailableException("an answer that does not answer " + question, null);
        }
        return answer;
    }

    private static ManagerException refusal(Response response) {
        Optional<ErrorBody> body = errorBody(response);
        int status = response.code();
        boolean later = status >= 500 || status == 429 || status == 408 || status == 425;
        if (body.isPresent() && !later) {
            return new RefusedException(response.request().url().encodedPath(), status, body.get());
        }
        // Asked to come again by the manager itself; a proxy in front of a dead one has no such body.
        boolean present = body.isPresent() && (status == 503 || status == 429 || status == 507);
        String says = body.map(known -> "it says " + status + ": " + known.message() + ", request " + known.instance())
                .orElseGet(() -> "it answers " + status + whereTo(response));
        return new UnavailableException(says, retryAfter(response), present, null);
    }

    private static String whereTo(Response response) {
        String location = response.header("Location");
        return location == null ? "" : " (go to " + location + ")";
    }

    private static Optional<ErrorBody> errorBody(Response response) {
        try {
            ErrorBody body = Json.read(body(response, MAX_ERROR), ErrorBody.class);
            return body.code() == null || body.message() == null || body.instance() == null
                    ? Optional.empty()
                    : Optional.of(body);
        } catch (IOException | MalformedJsonException notTheManagers) {
            return Optional.empty();
        }
    }

    private static Duration retryAfter(Response response) {
        String text = response.header("Retry-After", "");
        Duration asked = text.matches("\\d{1,9}")
                ? Duration.ofSeconds(Long.parseLong(text))
                // From the other side's clock, so that ours need not be right.
                : date(response.header("Date"))
                        .flatMap(now -> date(text).map(then -> Duration.between(now, then)))
                        .orElse(Duration.ZERO);
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(RetryPolicy.LONGEST_ASKED) > 0 ? RetryPolicy.LONGEST_ASKED : asked;
    }

    private static Optional<Instant> date(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    private static byte[] body(Response response, long limit) throws IOException {
        BufferedSource source = response.body().source();
        Buffer whole = new Buffer();
        while (source.read(whole, 8_192) != -1) {
            if (whole.size() > limit) {
                throw new IOException("an answer of more than " + limit + " bytes");
            }
        }
        return whole.readByteArray();
    }
}
