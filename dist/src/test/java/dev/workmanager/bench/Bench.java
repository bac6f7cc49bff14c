package dev.workmanager.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command. */
@Command(
        name = "dist/bench/run",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures wm-server and wm-wrap beside their peers on this machine, and prints tables of medians, ranges and"
                    + " ratios, as Markdown. Servers are driven by the same load generator, over loopback, in turn; all of"
                    + " them sync before they answer.",
            ""
        },
        footer = {
            "",
            "Build first: mvn -q -DskipTests package. Peers that are not installed are left out, and it says so.",
            "",
            "Exit codes",
            "  0   measured; goals that were missed are named",
            "  1   what was acknowledged was not there after kill -9, or a measurement failed",
            "  64  wrong usage"
        })
final class Bench implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "SCENARIO", description = "Which to run: all, or some of those below.")
    private List<String> wanted = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "8",
            description = "Length of a measurement. Default: 8.")
    private double seconds;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Measurements of each. Default: 3.")
    private int rounds;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "40",
            description = "Seconds for which each is driven before. Default: 40.")
    private double warm;

    @Option(
            names = "--connections",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "1,8,64",
            description = "To drive with. Default: 1,8,64.")
    private List<Integer> connections = List.of();

    @Option(
            names = "--who",
            paramLabel = "NAME",
            description = "Drive only this one in the scenario pairs; can be repeated.")
    private List<String> who = new ArrayList<>();

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Items of the scenario flat. Default: 10000000.")
    private long items;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = ".",
            description =
                    "Where data may lie, on the disk to be measured; a folder in it is made and removed. Default: here.")
    private Path folder = Path.of(".");

    @Option(
            names = "--program",
            paramLabel = "DIR",
            description =
                    "The programs to measure. Default: those of the last build, with their own run-time if there is one.")
    private @Nullable Path program;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all tables there, as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--install-peers",
            description = "Install those that are missing, as root, by apt-get: redis-server, beanstalkd, postgresql,"
                    + " parallel, eatmydata.")
    private boolean installPeers;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this, and leave.")
    private boolean unusedHelp;

    private final Path dist;

    private Bench(Path dist) {
        this.dist = dist;
    }

    /**
     * Measures.
     *
     * @param arguments the folder dist, then the options
     */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Bench(Path.of(arguments[0])));
        command.getCommandSpec()
                .usageMessage()
                .footer(Stream.concat(
                                Stream.of("", "Scenarios"),
                                Stream.concat(
                                        Scenario.ALL.stream()
                                                .map(one -> String.format("  %-9s %s", one.name(), one.about())),
                                        Stream.of(command.getCommandSpec()
                                                .usageMessage()
                                                .footer())))
                        .toArray(String[]::new));
        command.setParameterExceptionHandler((wrong, words) -> {
            PrintWriter err = wrong.getCommandLine().getErr();
            err.println("bench: " + wrong.getMessage() + "; see --help");
            return 64;
        });
        command.setExecutionExceptionHandler((failure, failed, words) -> {
            failed.getErr().println("bench: " + failure);
            return 1;
        });
        List<String> options = List.of(arguments).subList(1, arguments.length);
        System.exit(command.execute(options.toArray(String[]::new)));
    }

    @Override
    public Integer call() throws Exception {
        List<Scenario> chosen = chosen();
        if (installPeers) {
            Peers.install();
        }
        Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        Path data = Files.createTempDirectory(Files.createDirectories(folder).toAbsolutePath(), "wm-bench-");
        Thread cleaner = new Thread(() -> delete(data));
        Runtime.getRuntime().addShutdownHook(cleaner);
        Setup setup = new Setup(
                program(),
                data,
                Duration.ofNanos((long) (seconds * 1e9)),
                rounds,
                Duration.ofNanos((long) (warm * 1e9)),
                connections,
                items,
                who);
        report.say(Peers.machine(setup.program()));
        for (Scenario scenario : chosen) {
            report.begin(scenario);
            scenario.run(setup, report);
        }
        report.goals();
        if (json != null) {
            report.write(json);
        }
        return 0;
    }

    private List<Scenario> chosen() {
        List<String> known = Scenario.ALL.stream().map(Scenario::name).toList();
        for (String word : wanted) {
            if (!known.contains(word)) {
                throw new CommandLine.ParameterException(
                        new CommandLine(this),
                        "no scenario '" + word + "'; there are "
                                + known.stream().collect(Collectors.joining(", ")));
            }
        }
        return Scenario.ALL.stream()
                .filter(one -> wanted.isEmpty() || wanted.contains(one.name()))
                .toList();
    }

    private Path program() throws IOException {
        return Stream.of(
                        Optional.ofNullable(program),
                        Optional.of(dist.resolve("target/runtime/work-manager")),
                        Optional.of(dist.resolve("target/work-manager")))
                .flatMap(Optional::stream)
                .filter(candidate -> Files.isExecutable(candidate.resolve("bin/wm-server")))
                .findFirst()
                .orElseThrow(() -> new IOException("nothing is built: mvn -q -DskipTests package"))
                .toRealPath();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not be removed: " + folder, e);
        }
    }
}
