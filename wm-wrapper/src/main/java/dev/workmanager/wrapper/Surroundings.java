package dev.workmanager.wrapper;

import dev.workmanager.client.WorkSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a wrapper finds around itself.
 *
 * @param say takes lines for people, without a line end, on any thread
 * @param stdout shown the child's standard output with {@code once}
 * @param stderr handed the children's standard error
 * @param spools the folder in which standard output is spooled
 * @param searchPath where commands are looked for: the value of {@code PATH}, empty if there is none
 * @param nanos a clock that only runs forward
 * @param random draws the worker's id; good enough that no two workers draw the same one
 * @param patience the manager may hold back its answer for so long while there is nothing to take
 * @param answerWithin the manager answers within this time, or is asked again
 */
public record Surroundings(
        Consumer<String> say,
        OutputStream stdout,
        OutputStream stderr,
        Path spools,
        Optional<String> searchPath,
        LongSupplier nanos,
        RandomGenerator random,
        Duration patience,
        Duration answerWithin) {
    /** For so long the manager usually may hold back its answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Those of this process: its own standard output and error, the JVM's temporary folder, the system's clock. */
    public static Surroundings ofThisProcess(Consumer<String> say) {
        return new Surroundings(
                say,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Path.of(System.getProperty("java.io.tmpdir")),
                Optional.ofNullable(System.getenv("PATH")),
                System::nanoTime,
                new SecureRandom(),
                PATIENCE,
                WorkSettings.ANSWER_WITHIN);
    }
}
