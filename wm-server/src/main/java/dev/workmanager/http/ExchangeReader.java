package dev.workmanager.http;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Hash;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Selection;
import dev.workmanager.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes the command out of what an exchange says, or tells which field is wrong. May look for results on disk. */
final class ExchangeReader {
    private static final int MAX_SLOT = 65_535;
    private static final int MAX_DOMAINS = 100;

    private final Store store;
    private final boolean stay;

    /**
     * @param stay whether more jobs may come when all have ended
     */
    ExchangeReader(Store store, boolean stay) {
        this.store = store;
        this.stay = stay;
    }

    Command.Exchange command(ExchangeRequest request) {
        inRange("slot", request.slot(), 0, MAX_SLOT);
        inRange("number", request.number(), 1, Long.MAX_VALUE);
        inRange("take", request.take(), 0, ExchangeRequest.MAX_TAKE);
        inRange("waitMillis", request.waitMillis(), 0, ExchangeRequest.MAX_WAIT_MILLIS);
        if (request.ended().size() > ExchangeRequest.MAX_ENDED) {
            throw wrong(
                    "ended",
                    "at most " + ExchangeRequest.MAX_ENDED + " attempts, not "
                            + request.ended().size());
        }
        List<Ended> ended = new ArrayList<>(request.ended().size());
        for (EndedAttempt attempt : request.ended()) {
            ended.add(new EndReader("ended[" + ended.size() + "].", attempt).read());
        }
        return new Command.Exchange(
                worker(request.worker()),
                request.slot(),
                request.number(),
                Optional.ofNullable(request.about()),
                ended,
                request.take(),
                selection(request),
                request.waitMillis());
    }

    private Selection selection(ExchangeRequest request) {
        List<String> domains = request.domains() == null ? List.of() : request.domains();
        if (request.domains() != null && domains.contains(null) || domains.size() > MAX_DOMAINS) {
            throw wrong("domains", "at most " + MAX_DOMAINS + " names of domains, none of them null");
        }
        if (request.id() != null && request.job() == null) {
            throw wrong("job", "the job of item " + request.id() + " is missing");
        }
        OptionalLong item = request.id() == null ? OptionalLong.empty() : OptionalLong.of(request.id());
        return new Selection(Optional.ofNullable(request.job()), domains, stay, item);
    }

    static WorkerId worker(@Nullable String text) {
        try {
            return new WorkerId(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw wrong("worker", e.getMessage());
        }
    }

    private static void inRange(String field, long value, long from, long to) {
        if (value < from || value > to) {
            throw wrong(field, "a number from " + from + " to " + to + ", not " + value);
        }
    }

    private static RefusedException wrong(String field, @Nullable String expected) {
        return new RefusedException(ErrorCode.MALFORMED_REQUEST, field + ": " + expected);
    }

    /** One attempt that ends; {@code at} is where it stands in the request. */
    private final class EndReader {
        private final String at;
        private final EndedAttempt attempt;

        EndReader(String at, EndedAttempt attempt) {
            this.at = at;
            this.attempt = attempt;
        }

        Ended read() {
            AttemptEnd how = how();
            if (present(attempt.token()) == null) {
                throw wrong(at + "token", "the lease token that came with the item is missing");
            }
            return new Ended(
                    attempt.token(),
                    LeaseToken.parse(attempt.token()),
                    how,
                    how == AttemptEnd.FAILED ? code() : 0,
                    how == AttemptEnd.DONE ? result() : Result.EMPTY,
                    tail(attempt.stderr()),
                    tail(attempt.stdout()),
                    ranMillis());
        }

        private long ranMillis() {
            Long millis = attempt.ranMillis();
            if (millis != null && millis < 0) {
                throw wrong(at + "ranMillis", "a number from 0 on, not " + millis);
            }
            return millis == null ? -1 : millis;
        }

        private AttemptEnd how() {
            String end = present(attempt.end());
            if (end == null) {
                throw wrong(at + "end", "how the attempt ended is missing");
            }
            return switch (end) {
                case "done" -> AttemptEnd.DONE;
                case "failed" -> AttemptEnd.FAILED;
                case "timed-out" -> AttemptEnd.TIMED_OUT;
                case "released" -> AttemptEnd.RELEASED;
                case "given-back" -> AttemptEnd.GIVEN_BACK;
                default ->
                    throw wrong(at + "end", "done, failed, timed-out, released or given-back, not '" + end + "'");
            };
        }

        private int code() {
            Integer exit = attempt.exit();
            Integer signal = attempt.signal();
            if (exit != null && signal == null) {
                inRange(at + "exit", exit, 0, Integer.MAX_VALUE);
                return exit;
            }
            if (signal != null && exit == null) {
                inRange(at + "signal", signal, 1, 128);
                return -signal;
            }
            throw wrong(at + "exit", "a failed attempt has an exit code, or a signal instead");
        }

        private Result result() {
            byte[] bytes = attempt.result();
            Long size = attempt.size();
            if (size == null) {
                return inline(bytes == null ? new byte[0] : bytes);
            }
            if (bytes != null) {
                throw wrong(at + "size", "a result is either here or was put before, not both");
            }
            inRange(at + "size", size, 0, Long.MAX_VALUE);
            Hash hash = hash();
            return size == 0 ? Result.EMPTY : put(size, hash);
        }

        private Result inline(byte[] bytes) {
            if (bytes.length > EndedAttempt.MAX_INLINE) {
                throw wrong(
                        at + "result",
                        "at most " + EndedAttempt.MAX_INLINE + " bytes, not " + bytes.length
                                + "; a larger result is put before, and its size and sha256 are named here");
            }
            return Bodies.inline(bytes);
        }

        private Hash hash() {
            try {
                return Hash.parse(Optional.ofNullable(attempt.sha256()).orElse(""));
            } catch (IllegalArgumentException e) {
                throw wrong(at + "sha256", "64 hexadecimal digits, since size is given");
            }
        }

        private Result put(long size, Hash hash) {
            Optional<Result.Part> part;
            try {
                part = LeaseToken.parse(attempt.token()).isPresent() ? store.part(attempt.token()) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return part.<Result>map(found -> found)
                    .filter(found -> found.size() == size && hash.equals(((Result.Part) found).hash()))
                    .orElseGet(() -> new Result.Missing(size, hash));
        }

        private static String tail(@Nullable String text) {
            if (text == null || text.length() <= EndedAttempt.MAX_TAIL) {
                return text == null ? "" : text;
            }
            String end = text.substring(text.length() - EndedAttempt.MAX_TAIL);
            return Character.isLowSurrogate(end.charAt(0)) ? end.substring(1) : end;
        }

        /** A reader of JSON hands over null for a field that is not there. */
        private static @Nullable String present(@Nullable String text) {
            return text;
        }
    }
}
