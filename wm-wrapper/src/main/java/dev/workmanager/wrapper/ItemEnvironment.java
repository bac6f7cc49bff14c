package dev.workmanager.wrapper;

import dev.workmanager.process.CallerEnvironment;
import dev.workmanager.protocol.HandedItem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a child: that of whoever started the wrapper, unchanged, without the wrapper's own options, and with the
 * item. A variable of the item that does not apply is taken out, so that none of another item's is mistaken for it.
 */
final class ItemEnvironment {
    /** What Linux takes as one argument or variable, in bytes, the zero behind it not counted. */
    static final int LONGEST = 131_071;

    private static final List<String> OF_AN_ITEM = List.of(
            "WM_ID", "WM_DATA", "WM_JOB", "WM_INDEX", "WM_ATTEMPT", "WM_ATTEMPTS", "WM_RESULT_FILE", "WM_PROGRESS");

    private ItemEnvironment() {}

    /** Changes an environment that is this process's own into that of a child. */
    static void apply(
            Map<String, String> environment, HandedItem item, Holder holder, AttemptFiles files, Handing handing) {
        restore(environment);
        boolean elsewhere = handing.pass().byStandardInput();
        set(environment, "WM_ID", Long.toString(item.id()));
        set(environment, "WM_DATA", elsewhere ? ifItFits("WM_DATA", item.data()) : item.data());
        set(environment, "WM_JOB", item.job());
        set(environment, "WM_INDEX", Long.toString(item.index()));
        set(environment, "WM_ATTEMPT", Integer.toString(item.attempt()));
        set(environment, "WM_ATTEMPTS", Integer.toString(item.attempts()));
        set(environment, "WM_WORKER", holder.worker());
        set(environment, "WM_SLOT", Integer.toString(holder.slot()));
        set(environment, "WM_TMPDIR", files.tmpDir().toString());
        set(environment, "WM_RESULT_FILE", files.resultFile().toString());
        set(environment, "WM_PROGRESS", files.progressFile().toString());
        if (handing.compatEnv()) {
            CompatEnvironment.of(item, holder.slot())
                    .forEach((name, value) -> set(environment, name, elsewhere ? ifItFits(name, value) : value));
        }
    }

    /** The same for a child that gets its items as lines, one after the other: none of them is in its environment. */
    static void applyForLines(Map<String, String> environment, Holder holder, Path tmpDir) {
        restore(environment);
        OF_AN_ITEM.forEach(environment::remove);
        set(environment, "WM_WORKER", holder.worker());
        set(environment, "WM_SLOT", Integer.toString(holder.slot()));
        set(environment, "WM_TMPDIR", tmpDir.toString());
    }

    private static void restore(Map<String, String> environment) {
        CallerEnvironment.restore(environment);
        for (WrapOption option : WrapOption.values()) {
            if (!option.forChildrenToo()) {
                environment.remove(option.variable());
            }
        }
    }

    /** What is also handed over in another way need not keep the child from being started. */
    private static @Nullable String ifItFits(String name, @Nullable String value) {
        return value == null || name.length() + 1 + value.getBytes(StandardCharsets.UTF_8).length > LONGEST
                ? null
                : value;
    }

    private static void set(Map<String, String> environment, String name, @Nullable String value) {
        if (value == null) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
    }
}
