package dev.workmanager.server;

import dev.workmanager.cli.Surroundings;
import dev.workmanager.cli.Verbs;
import dev.workmanager.config.ConfigException;
import dev.workmanager.http.ListenException;
import dev.workmanager.model.Version;
import dev.workmanager.process.Signals;
import dev.workmanager.store.StoreException;
import dev.workmanager.store.StoreUnusableException;
import dev.workmanager.terminal.Terminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code wm-server}. */
public final class Main {
    /** What a terminal has at least, as long as nobody tells. */
    private static final int NARROW = 80;

    private final PrintStream out;
    private final Program program;
    private final Terminal terminal;

    private Main(PrintStream out, Program program) {
        this.out = out;
        this.program = program;
        this.terminal = program.terminal();
    }

    /** Runs the program and ends the JVM with an exit code of {@link ServerExit}. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && Verbs.has(arguments[0])) {
            // Before anything of the manager is loaded: people and scripts wait for it.
            System.exit(Verbs.run(
                    Surroundings.ofThisProcess(
                            () -> List.of(ServeCommand.spec(), RunCommand.spec(), BackupCommand.spec())),
                    arguments));
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Map<String, String> environment = System.getenv();
        Terminal terminal = new Terminal(
                err,
                Terminal.isLive(2, environment),
                environment.getOrDefault("NO_COLOR", "").isEmpty(),
                Terminal.columns(environment, NARROW));
        Logging.to(terminal, ZoneId.systemDefault());
        Outside outside = Outside.ofThisMachine();
        System.exit(new Main(out, new Program(environment, System.in, terminal, outside)).run(arguments));
    }

    private int run(String... arguments) {
        try {
            return dispatch(arguments);
        } catch (UsageException e) {
            return refuse(e, ServerExit.USAGE);
        } catch (ConfigException | AccessFileException | ListenException | StoreUnusableException e) {
            return refuse(e, ServerExit.CONFIG);
        } catch (StoreException e) {
            return refuse(e, ServerExit.INTERNAL);
        } catch (RuntimeException e) {
            Logger log = LoggerFactory.getLogger(Main.class);
            log.error("internal error, please report it", e);
            return ServerExit.INTERNAL.code();
        }
    }

    private int refuse(RuntimeException why, ServerExit exit) {
        String.valueOf(why.getMessage()).lines().forEach(line -> terminal.say("wm-server: " + line));
        return exit.code();
    }

    private int dispatch(String... arguments) {
        CommandLine commandLine = commandLine();
        ParseResult parsed = parse(commandLine, arguments);
        ParseResult command = parsed.subcommand();
        if (command == null) {
            if (parsed.isVersionHelpRequested()) {
                return version();
            }
            commandLine.usage(out);
            return parsed.isUsageHelpRequested() ? 0 : ServerExit.USAGE.code();
        }
        if (command.isUsageHelpRequested()) {
            command.commandSpec().commandLine().usage(out);
            return 0;
        }
        if (command.isVersionHelpRequested()) {
            return version();
        }
        Arguments given = Arguments.of(command);
        Signals.handle(this::hear);
        return switch (command.commandSpec().name()) {
            case RunCommand.NAME -> RunCommand.run(program, given);
            case BackupCommand.NAME -> BackupCommand.run(program, given, out);
            default -> ServeCommand.run(program, given);
        };
    }

    private int version() {
        out.println("wm-server " + Version.current());
        return 0;
    }

    private void hear(int number) {
        if (program.signalled(number)) {
            Runtime.getRuntime().halt(ServerExit.ofSignal(number));
        }
    }

    private static CommandLine commandLine() {
        CommandSpec root = CommandSpec.create().name("wm-server");
        root.usageMessage()
                .customSynopsis("wm-server [serve|run|backup|<verb>] [options]")
                .description("Hands out the items of a big batch, one worker an item, and keeps every result.", "")
                .commandListHeading("%nCommands, each with a --help of its own:%n")
                .footer(ServerHelp.root());
        root.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this, and leave.")
                .build());
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show version and commit, and leave.")
                .build());
        return new CommandLine(root)
                .addSubcommand(ServeCommand.NAME, new CommandLine(ServeCommand.spec()))
                .addSubcommand(RunCommand.NAME, new CommandLine(RunCommand.spec()))
                // All that follows the command of "run" is the command's.
                .setStopAtPositional(true)
                // Not of this one, which has options behind its folder, too.
                .addSubcommand(BackupCommand.NAME, new CommandLine(BackupCommand.spec()))
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(30);
    }

    private static ParseResult parse(CommandLine commandLine, String... arguments) {
        try {
            return commandLine.parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            List<String> meant = e.getSuggestions();
            throw new UsageException("unknown option or command "
                    + e.getUnmatched().get(0) + (meant.isEmpty() ? "" : "; did you mean " + meant.get(0) + "?")
                    + "; see wm-server --help");
        } catch (ParameterException e) {
            throw new UsageException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "; see wm-server --help");
        }
    }
}
