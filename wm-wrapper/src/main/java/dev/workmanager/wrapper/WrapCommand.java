package dev.workmanager.wrapper;

import dev.workmanager.model.Version;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of {@code wm-wrap}. */
final class WrapCommand {
    private static final String[] DESCRIPTION = {
        "Takes item after item from a manager, runs a command on each, and gives what the command writes to its standard"
                + " output back as the item's result; until the manager says that all is finished.",
        ""
    };

    private final Map<String, String> environment;
    private final PrintStream out;
    private final CommandLine commandLine;
    private boolean dryRun;

    WrapCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
        this.commandLine = new CommandLine(spec())
                // All that follows the command is the command's.
                .setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(30);
    }

    /**
     * Reads a command line.
     *
     * @return what is to be done; empty if it was done already: help, version
     * @throws UsageException if it is wrong
     */
    Optional<WrapperOptions> read(String... arguments) {
        ParseResult parsed;
        try {
            parsed = commandLine.parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            List<String> meant = e.getSuggestions();
            throw new UsageException("unknown option " + e.getUnmatched().get(0)
                    + (meant.isEmpty() ? "" : "; did you mean " + meant.get(0) + "?") + " See wm-wrap --help");
        } catch (ParameterException e) {
            throw new UsageException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "; see wm-wrap --help");
        }
        if (parsed.isUsageHelpRequested()) {
            commandLine.usage(out);
            return Optional.empty();
        }
        if (parsed.isVersionHelpRequested()) {
            out.println("wm-wrap " + Version.current());
            return Optional.empty();
        }
        OptionReader reader = new OptionReader(written(parsed), environment);
        dryRun = reader.dryRun();
        return Optional.of(reader.read(command(parsed)));
    }

    /** Whether what was read last is to be shown only. */
    boolean isDryRun() {
        return dryRun;
    }

    private static Map<WrapOption, String> written(ParseResult parsed) {
        Map<WrapOption, String> written = new EnumMap<>(WrapOption.class);
        for (WrapOption option : WrapOption.values()) {
            if (parsed.hasMatchedOption(option.longName())) {
                written.put(option, written(parsed, option));
            }
        }
        return written;
    }

    private static String written(ParseResult parsed, WrapOption option) {
        if (option.isRepeatable()) {
            List<String> values = parsed.matchedOptionValue(option.longName(), List.of());
            return String.join(",", values);
        }
        Object value = parsed.matchedOptionValue(option.longName(), "");
        return String.valueOf(value);
    }

    private static List<String> command(ParseResult parsed) {
        return parsed.hasMatchedPositional(0) ? parsed.matchedPositionalValue(0, List.of()) : List.of();
    }

    private static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("wm-wrap");
        spec.usageMessage()
                .customSynopsis("wm-wrap [options] -- command args…")
                .description(DESCRIPTION)
                .sortOptions(false)
                .optionListHeading("Options, each with the variable that stands for it:%n")
                .footer(WrapHelp.footer());
        for (WrapOption option : WrapOption.values()) {
            spec.addOption(spec(option));
        }
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this, and leave.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show version and commit, and leave.")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .hidden(true)
                .build());
        return spec;
    }

    private static OptionSpec spec(WrapOption option) {
        OptionSpec.Builder builder = OptionSpec.builder(option.names())
                .description(option.description().replace("%", "%%"));
        String label = option.label();
        if (label == null) {
            return builder.type(boolean.class).build();
        }
        return (option.isRepeatable()
                        ? builder.type(List.class).auxiliaryTypes(String.class).arity("1")
                        : builder.type(String.class))
                .paramLabel(label)
                .build();
    }
}
