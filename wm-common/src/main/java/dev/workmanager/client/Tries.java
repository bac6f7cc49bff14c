package dev.workmanager.client;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tries of one call, all by one thread: each is called what the first one was, with its number behind a dot from the second on
 * ({@code 5f1c09ab-17}, {@code 5f1c09ab-17.2}). So the log of the manager shows what belongs together.
 */
final class Tries {
    private static final ThreadLocal<@Nullable Tries> CURRENT = new ThreadLocal<>();

    private final Map<String, Call> calls = new HashMap<>(2);

    private static final class Call {
        private final String id;
        private int tries;

        Call(String id) {
            this.id = id;
        }
    }

    /** Within it the same request of this thread is a try of the same call. */
    static <T> T ofOneCall(Supplier<T> call) {
        Tries outer = CURRENT.get();
        CURRENT.set(new Tries());
        try {
            return call.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    /**
     * What a request of this thread is called.
     *
     * @param request what it asks, so that it is known again
     * @param fresh names calls
     */
    static String id(String request, Supplier<String> fresh) {
        Tries current = CURRENT.get();
        if (current == null) {
            return fresh.get();
        }
        Call call = current.calls.computeIfAbsent(request, first -> new Call(fresh.get()));
        call.tries++;
        return call.tries == 1 ? call.id : call.id + "." + call.tries;
    }
}
