package dev.workmanager.wrapper;

import dev.workmanager.protocol.HandedItem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** An item that a child is asked about by a line. Thread-safe. */
final class Question {
    private final HandedItem item;
    private final ChildStderr stderr;
    private volatile boolean lost;

    /** @param stderr takes what the child says on its standard error meanwhile */
    Question(HandedItem item, ChildStderr stderr) {
        this.item = item;
        this.stderr = stderr;
    }

    HandedItem item() {
        return item;
    }

    ChildStderr stderr() {
        return stderr;
    }

    /** The manager does not want its answer any more. */
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /** Whether it can be one line. */
    static boolean isOneLine(Pass pass, HandedItem item) {
        return pass == Pass.JSON || Placeholder.valueOf(item).indexOf('\n') < 0;
    }

    /** The line, with the newline behind it. */
    byte[] line(Pass pass, Holder holder) {
        if (pass == Pass.JSON) {
            return Objects.requireNonNull(ItemInput.of(pass, item, holder));
        }
        byte[] value = Placeholder.valueOf(item).getBytes(StandardCharsets.UTF_8);
        byte[] line = Arrays.copyOf(value, value.length + 1);
        line[value.length] = '\n';
        return line;
    }
}
