package dev.workmanager.http;

import dev.workmanager.config.ConfigException;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.MalformedJsonException;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.StoreFailedException;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception means to a client: the one place that decides it.
 *
 * @param code the code, and with it the status
 * @param message a sentence for people
 * @param headers what else the answer says
 */
record Refusal(ErrorCode code, String message, Map<HttpString, String> headers) {
    private static final String SECONDS_TO_RETRY = "2";

    static Refusal of(Throwable why) {
        if (why instanceof CompletionException wrapper && wrapper.getCause() != null) {
            return of(wrapper.getCause());
        }
        String message = String.valueOf(why.getMessage());
        if (why instanceof RefusedException refused && refused.code() == ErrorCode.UNAUTHORIZED) {
            return new Refusal(refused.code(), message, Map.of(Headers.WWW_AUTHENTICATE, "Bearer"));
        }
        if (why instanceof RefusedException refused) {
            return of(refused.code(), message);
        }
        if (why instanceof MalformedJsonException || why instanceof ConfigException) {
            return of(ErrorCode.MALFORMED_REQUEST, message);
        }
        if (why instanceof StoreFailedException) {
            return of(ErrorCode.UNAVAILABLE, message);
        }
        if (why instanceof MethodNotAllowedException method) {
            return new Refusal(ErrorCode.METHOD_NOT_ALLOWED, message, Map.of(Headers.ALLOW, method.allowed()));
        }
        if (why instanceof RangeNotSatisfiableException range) {
            return new Refusal(ErrorCode.RANGE_NOT_SATISFIABLE, message, Map.of(Headers.CONTENT_RANGE, range.range()));
        }
        if (why instanceof ComeAgainException later) {
            String seconds = Long.toString(later.seconds());
            return new Refusal(later.code(), message, Map.of(Headers.RETRY_AFTER, seconds));
        }
        return ofFailure(why);
    }

    private static Refusal ofFailure(Throwable why) {
        Throwable cause = why instanceof UncheckedIOException io ? io.getCause() : why;
        if (cause instanceof IOException && noRoom(cause.getMessage())) {
            return of(
                    ErrorCode.STORAGE_FULL,
                    "there is no room on the manager's disk: " + cause.getMessage() + "; nothing changed");
        }
        if (cause instanceof RejectedExecutionException) {
            return of(ErrorCode.UNAVAILABLE, "the manager is stopping");
        }
        return of(ErrorCode.INTERNAL, "the manager failed; its log says more about this instance");
    }

    private static Refusal of(ErrorCode code, String message) {
        boolean later = code == ErrorCode.UNAVAILABLE || code == ErrorCode.STORAGE_FULL;
        return new Refusal(code, message, later ? Map.of(Headers.RETRY_AFTER, SECONDS_TO_RETRY) : Map.of());
    }

    /** ENOSPC and EDQUOT: Java has no other name for them than their text. */
    private static boolean noRoom(@Nullable String message) {
        return message != null && (message.contains("No space left") || message.contains("quota exceeded"));
    }
}
