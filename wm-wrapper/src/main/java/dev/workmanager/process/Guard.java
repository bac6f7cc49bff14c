package dev.workmanager.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process that outlives this one, however it is killed, and then kills the children that it leaves: a shell that waits at the end of
 * a pipe which nobody else holds. Costs nothing while it waits. Without a shell there is none.
 */
final class Guard implements AutoCloseable {
    private static final String SCRIPT = "guard.sh";
    /** Where there is no such program, whoever ends our whole group of processes ends the guard, too. */
    private static final String START =
            "if command -v setsid >/dev/null 2>&1; then exec setsid sh -c \"$0\" \"$1\"; fi; exec sh -c \"$0\" \"$1\"";

    private final Process process;

    private Guard(Process process) {
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param mark what the environment of those has that are to be killed
     * @param detail is told if there can be none
     * @return null if there can be none
     */
    static @Nullable Guard start(String mark, Consumer<String> detail) {
        if (ProcessHandle.current().pid() == 1) {
            return null; // the system kills all others when this one ends
        }
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", START, script(), mark))
                .directory(new File("/"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH"));
        try {
            return new Guard(builder.start());
        } catch (IOException e) {
            detail.accept(
                    "no shell here to guard the commands: if this process is killed by SIGKILL, they go on without it: "
                            + e.getMessage());
            return null;
        }
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(Guard.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SCRIPT, e);
        }
    }

    /** Lets it leave; it kills nothing any more. */
    @Override
    public void close() {
        try (var in = process.getOutputStream()) {
            in.write("leave\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException itHasBeenKilled) {
            process.destroy();
        }
    }
}
