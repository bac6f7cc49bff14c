package dev.workmanager.cli;

import dev.workmanager.client.GaveUpException;
import dev.workmanager.client.ManagerException;
import dev.workmanager.client.RefusedException;
import dev.workmanager.client.ResultException;
import dev.workmanager.config.ConfigException;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.terminal.Wrapped;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** All verbs, and what becomes of one: what it does, and the exit code that tells how it went. */
public final class Verbs {
    /** As a shell says of a program that was ended by PIPE. */
    private static final int READER_GONE = 141;

    private static final int WIDTH = 98;
    private static final int INDENT = 16;

    private final Surroundings surroundings;

    private Verbs(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** In the order in which the help tells of them. */
    static final List<String> NAMES = List.of(
            "submit",
            "jobs",
            "status",
            "wait",
            "items",
            "item",
            "result",
            "log",
            "explain",
            "workers",
            "events",
            "pause",
            "resume",
            "cancel",
            "retry",
            "delete",
            "drain",
            "ready",
            "verify",
            "export",
            "completion",
            "man");

    /** Whether a word is one. */
    public static boolean has(String name) {
        return NAMES.contains(name);
    }

    /** The verb of a name; no other one is loaded. */
    static @Nullable Verb named(String name) {
        return switch (name) {
            case "submit" -> new SubmitCommand();
            case "jobs" -> new JobsCommand();
            case "status" -> new StatusCommand();
            case "wait" -> new WaitCommand();
            case "items" -> new ItemsCommand();
            case "item" -> new ItemCommand();
            case "result" -> new ResultCommand();
            case "log" -> new LogCommand();
            case "workers" -> new WorkersCommand();
            case "events" -> new EventsCommand();
            case "pause" -> new PauseCommand();
            case "resume" -> new ResumeCommand();
            case "cancel" -> new CancelCommand();
            case "retry" -> new RetryCommand();
            case "explain" -> new ExplainCommand();
            case "export" -> new ExportCommand();
            case "verify" -> new VerifyCommand();
            case "completion" -> new CompletionCommand();
            case "man" -> new ManCommand();
            case "delete" -> new DeleteCommand();
            case "drain" -> new DrainCommand();
            case "ready" -> new ReadyCommand();
            default -> null;
        };
    }

    /** All of them, as picocli reads them. */
    static List<CommandSpec> specs() {
        return NAMES.stream()
                .map(name -> VerbSyntax.spec(Objects.requireNonNull(named(name))))
                .toList();
    }

    /** Some lines for each, with what it does. */
    public static List<String> summaries() {
        return NAMES.stream()
                .flatMap(
                        name -> Wrapped.lines(
                                String.format("  %-11s", name) + " " + summary(name) + ".", WIDTH, " ".repeat(INDENT))
                                .stream())
                .toList();
    }

    private static String summary(String name) {
        Verb verb = named(name);
        return verb == null ? "" : verb.summary();
    }

    /**
     * Does what a command line says that begins with a verb.
     *
     * @return the exit code
     */
    public static int run(Surroundings surroundings, String... arguments) {
        return new Verbs(surroundings).run(arguments);
    }

    private int run(String... arguments) {
        try {
            return dispatch(arguments);
        } catch (OutputException e) {
            return e.isReaderGone() ? READER_GONE : refuse(e, VerbExit.OUTPUT);
        } catch (UsageException e) {
            return refuse(e, e.exit());
        } catch (ConfigException e) {
            return refuse(e, VerbExit.CONFIG);
        } catch (RefusedException e) {
            return refuse(e, exit(e));
        } catch (GaveUpException e) {
            return refuse(e, VerbExit.NO_MANAGER);
        } catch (ResultException | UncheckedIOException e) {
            return refuse(e, VerbExit.OUTPUT);
        } catch (ManagerException | InterruptedException e) {
            return refuse(e, VerbExit.INTERNAL);
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            surroundings.terminal().say("wm: internal error, please report it: " + trace);
            return VerbExit.INTERNAL.code();
        }
    }

    private int dispatch(String... arguments) throws InterruptedException {
        Verb verb = named(arguments[0]);
        if (verb == null) {
            throw new UsageException("there is no verb " + arguments[0] + "; see wm --help");
        }
        VerbSyntax syntax = new VerbSyntax(verb);
        ParseResult parsed = syntax.parse(Arrays.copyOfRange(arguments, 1, arguments.length));
        if (parsed.isUsageHelpRequested()) {
            surroundings.out().text(syntax.help());
            surroundings.out().flush();
            return 0;
        }
        try (Request request = syntax.request(parsed, surroundings)) {
            VerbExit exit = verb.run(request);
            surroundings.out().flush();
            return exit.code();
        }
    }

    private int refuse(Exception why, VerbExit exit) {
        surroundings.terminal().show("");
        message(why).lines().forEach(line -> surroundings.terminal().say("wm: " + line));
        return exit.code();
    }

    private static String message(Exception why) {
        if (why instanceof GaveUpException) {
            return why.getMessage() + "; is it running? --server or WM_SERVER names another one";
        }
        if (why instanceof RefusedException refused) {
            // For people the path and the code say nothing that the reason does not.
            return refused.status() == 500
                    ? refused.reason() + " (in the manager's log: " + refused.instance() + ")"
                    : refused.reason();
        }
        return String.valueOf(why.getMessage());
    }

    private static VerbExit exit(RefusedException why) {
        return switch (why.status()) {
            case 401, 403 -> VerbExit.NO_PERMISSION;
            case 404 -> VerbExit.NOT_FOUND;
            default -> why.is(ErrorCode.INTERNAL) ? VerbExit.INTERNAL : VerbExit.REFUSED;
        };
    }
}
