package dev.workmanager.server;

import dev.workmanager.terminal.Terminal;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The program that a command is part of: what it finds around itself, and what happens to it.
 */
final class Program {
    private final Map<String, String> environment;
    private final InputStream in;
    private final Terminal terminal;
    private final Outside outside;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicInteger signal = new AtomicInteger();
    private volatile Runnable atOnce = () -> {};
    private volatile boolean begun;

    Program(Map<String, String> environment, InputStream in, Terminal terminal, Outside outside) {
        this.environment = environment;
        this.in = in;
        this.terminal = terminal;
        this.outside = outside;
    }

    Map<String, String> environment() {
        return environment;
    }

    InputStream in() {
        return in;
    }

    Terminal terminal() {
        return terminal;
    }

    Outside outside() {
        return outside;
    }

    /** Something has happened. From any thread. */
    void happened(Event event) {
        events.add(event);
    }

    /** What is to be done before the program ends all at once. */
    void beforeTheEnd(Runnable task) {
        atOnce = task;
    }

    /** From now on there is something that wants to be ended in good order. */
    void begins() {
        begun = true;
    }

    /**
     * A signal came that asks the program to end.
     *
     * @return whether it should end all at once: this is not the first one, or nothing has begun yet
     */
    boolean signalled(int number) {
        // Before anything is killed: as soon as the workers are gone, the main thread may end the program, too.
        if (signal.getAndSet(number) == 0 && begun) {
            happened(new Event.Signal(number));
            return false;
        }
        atOnce.run();
        return true;
    }

    /** The last signal that asked the program to end; 0 for none. */
    int signal() {
        return signal.get();
    }

    /** The next thing that happens; null if nothing does for so long. */
    @Nullable Event next(long millis) {
        try {
            return events.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the main thread", e);
        }
    }
}
