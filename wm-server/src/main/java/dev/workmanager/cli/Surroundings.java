package dev.workmanager.cli;

import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a verb finds around itself.
 *
 * @param in standard input
 * @param out standard output: the answer and nothing else
 * @param live whether it is a terminal
 * @param ink colours for it
 * @param columns how wide it is; {@link Terminal#ENDLESS} where nobody knows
 * @param terminal standard error: for people
 * @param environment the variables
 * @param wall the time of day
 * @param nanoTime a clock that only runs forward
 * @param random shortens the waits between tries
 * @param zone in which people read times
 * @param others the commands that are no verbs, for those who tell of all
 */
public record Surroundings(
        InputStream in,
        Output out,
        boolean live,
        Ink ink,
        int columns,
        Terminal terminal,
        Map<String, String> environment,
        InstantSource wall,
        LongSupplier nanoTime,
        RandomGenerator random,
        ZoneId zone,
        Supplier<List<CommandSpec>> others) {
    /** What a terminal has at least, as long as nobody tells. */
    private static final int NARROW = 80;

    /**
     * Those of this process.
     *
     * @param others the commands that are no verbs
     */
    public static Surroundings ofThisProcess(Supplier<List<CommandSpec>> others) {
        Map<String, String> environment = System.getenv();
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean live = Terminal.isLive(1, environment);
        return new Surroundings(
                System.in,
                new Output(new FileOutputStream(FileDescriptor.out)),
                live,
                new Ink(live && colour),
                live ? Terminal.columns(environment, Terminal.ENDLESS) : Terminal.ENDLESS,
                new Terminal(
                        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                        Terminal.isLive(2, environment),
                        colour,
                        Terminal.columns(environment, NARROW)),
                environment,
                InstantSource.system(),
                System::nanoTime,
                new SplittableRandom(),
                ZoneId.systemDefault(),
                others);
    }

    /** All commands. */
    List<Shape> shapes() {
        return Stream.concat(others.get().stream(), Verbs.specs().stream())
                .map(Shape::of)
                .toList();
    }
}
