package dev.workmanager.process;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * All the children of one program, and what they start: each child's tree bears a mark of its own in its environment, in the variable
 * {@value ProcessTable#MARKS}, by which it is found however it hides. Should the program be killed, all that bears one of its marks is
 * killed, too, by a guard; once it is closed the guard leaves, and whatever still runs is left
 * alone. Thread-safe.
 */
public final class Family implements AutoCloseable {
    private final String name;
    private final ProcessTable table = new ProcessTable();
    private final AtomicLong children = new AtomicLong();
    private final CompletableFuture<Optional<Guard>> guard = new CompletableFuture<>();

    /**
     * A family without children. Its guard is being started: the first child waits for it.
     *
     * @param random draws its name; good enough that no two draw the same one
     * @param detail takes lines for people who want to know more
     */
    public Family(RandomGenerator random, Consumer<String> detail) {
        this.name = "wm-" + HexFormat.of().toHexDigits(random.nextLong()) + ".";
        Thread thread = new Thread(
                () -> guard.completeAsync(() -> Optional.ofNullable(Guard.start(name, detail)), Runnable::run),
                "wm-guard");
        thread.setDaemon(true);
        thread.start();
    }

    /** What one more child's tree is known by. */
    String newMark() {
        guard.join();
        return name + children.getAndIncrement() + ";";
    }

    ProcessTable table() {
        return table;
    }

    /** The program has ended its children, or leaves what they have left behind on purpose. More than once does no harm. */
    @Override
    public void close() {
        guard.join().ifPresent(Guard::close);
    }
}
