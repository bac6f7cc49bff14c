package dev.workmanager.client;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** Ends the requests of one slot, the one under way and all later ones, from another thread. Thread-safe. */
final class Cut {
    private @Nullable Call current;
    private boolean made;

    synchronized void begin(Call call) {
        current = call;
        if (made) {
            call.cancel();
        }
    }

    synchronized void end() {
        current = null;
    }

    synchronized boolean made() {
        return made;
    }

    synchronized void make() {
        made = true;
        if (current != null) {
            current.cancel();
        }
    }
}
