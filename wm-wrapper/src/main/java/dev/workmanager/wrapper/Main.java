package dev.workmanager.wrapper;

import dev.workmanager.process.Signals;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code wm-wrap}. */
public final class Main {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    /** The last signal that asked the program to end; 0 for none. */
    private final AtomicInteger signal = new AtomicInteger();

    private final AtomicReference<@Nullable WrapperLoop> loop = new AtomicReference<>();

    private Main(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Runs the program and ends the JVM with an exit code of {@link WrapExit}. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Main(System.getenv(), out, err).run(arguments));
    }

    private int run(String... arguments) {
        // It takes some milliseconds, which the start has no need to wait for.
        Thread listening = new Thread(() -> Signals.handle(this::hear), "wm-signals");
        listening.start();
        try {
            WrapCommand command = new WrapCommand(environment, out);
            WrapperOptions options = command.read(arguments).orElse(null);
            listening.join();
            if (options == null) {
                return 0;
            }
            return command.isDryRun() ? show(options) : work(options);
        } catch (UsageException e) {
            say(e.getMessage());
            return WrapExit.USAGE.code();
        } catch (CannotWrapException e) {
            say(e.getMessage());
            return e.exit().code();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the main thread", e);
        }
    }

    private int show(WrapperOptions options) {
        if (options.handing().calls().byLines()) {
            throw new UsageException("--dry-run shows a command with its item; one that gets items as lines is started"
                    + " without: try --once");
        }
        return new DryRun(options, Surroundings.ofThisProcess(this::say), environment, out).show();
    }

    private int work(WrapperOptions options) {
        if (!"UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"))) {
            say("the locale is not UTF-8, so whatever is not ASCII reaches the command damaged: start bin/wm-wrap,"
                    + " or set LC_ALL=C.UTF-8");
        }
        WrapperLoop started = WrapperLoop.start(options, Surroundings.ofThisProcess(this::say));
        loop.set(started);
        if (signal.get() != 0) {
            started.stop();
        }
        int code = started.awaitEnd();
        // A signal after the last item has ended changes nothing.
        return signal.get() == 0 || code == 0 ? code : WrapExit.ofSignal(signal.get());
    }

    private void hear(int number) {
        // Before anything is killed: as soon as the children are gone, the main thread may end the program, too.
        boolean first = signal.getAndSet(number) == 0;
        WrapperLoop running = loop.get();
        if (!first) {
            if (running != null) {
                running.kill();
            }
            Runtime.getRuntime().halt(WrapExit.ofSignal(number));
        }
        say("ending on signal " + number + "; the next one ends all at once");
        if (running != null) {
            running.drain();
        }
    }

    private void say(@Nullable String line) {
        err.println("wm-wrap: " + line);
    }
}
