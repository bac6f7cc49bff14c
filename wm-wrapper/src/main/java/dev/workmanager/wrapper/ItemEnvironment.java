package dev.workmanager.wrapper;

import dev.workmanager.process.CallerEnvironment;
import dev.workmanager.protocol.HandedItem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a child: that of whoever started the wrapper, unchanged, without the wrapper's own options, and with the
 * item. A variable of the item that does not apply is taken out, so that none of another item's is mistaken for it.
 */
final class ItemEnvironment {
    private ItemEnvironment() {}

    /** Changes an environment that is this process's own into that of a child. */
    static void apply(Map<String, String> environment, HandedItem item, String worker, int slot) {
        CallerEnvironment.restore(environment);
        for (WrapOption option : WrapOption.values()) {
            if (!option.forChildrenToo()) {
                environment.remove(option.variable());
            }
        }
        set(environment, "WM_ID", Long.toString(item.id()));
        set(environment, "WM_DATA", item.data());
        set(environment, "WM_JOB", item.job());
        set(environment, "WM_INDEX", Long.toString(item.index()));
        set(environment, "WM_ATTEMPT", Integer.toString(item.attempt()));
        set(environment, "WM_ATTEMPTS", Integer.toString(item.attempts()));
        set(environment, "WM_WORKER", worker);
        set(environment, "WM_SLOT", Integer.toString(slot));
    }

    private static void set(Map<String, String> environment, String name, @Nullable String value) {
        if (value == null) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
    }
}
