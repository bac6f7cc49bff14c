package dev.workmanager.process;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All the children of one program, and what they start: each child's tree bears a mark of its own in its environment, in the variable
 * {@value ProcessTable#MARKS}, by which it is found however it hides. Should the program be killed, all that bears one of its marks is
 * killed, too, by a guard that is started with the first child; once it is closed the guard leaves, and whatever still runs is left
 * alone. Thread-safe.
 */
public final class Family implements AutoCloseable {
    private final String name;
    private final Consumer<String> detail;
    private final ProcessTable table = new ProcessTable();
    private final AtomicLong children = new AtomicLong();
    private @Nullable Guard guard;
    private boolean closed;

    /**
     * A family without children.
     *
     * @param random draws its name; good enough that no two draw the same one
     * @param detail takes lines for people who want to know more
     */
    public Family(RandomGenerator random, Consumer<String> detail) {
        this.name = "wm-" + HexFormat.of().toHexDigits(random.nextLong()) + ".";
        this.detail = detail;
    }

    /** What one more child's tree is known by. */
    String newMark() {
        long child = children.getAndIncrement();
        if (child == 0) {
            // No child waits for it: whatever it has to know it finds out when it is needed.
            Thread thread = new Thread(this::startGuard, "wm-guard");
            thread.setDaemon(true);
            thread.start();
        }
        return name + child + ";";
    }

    ProcessTable table() {
        return table;
    }

    private synchronized void startGuard() {
        if (!closed) {
            guard = Guard.start(name, detail);
        }
    }

    /** The program has ended its children, or leaves what they have left behind on purpose. */
    @Override
    public synchronized void close() {
        closed = true;
        if (guard != null) {
            guard.close();
            guard = null;
        }
    }
}
