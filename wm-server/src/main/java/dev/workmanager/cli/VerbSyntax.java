package dev.workmanager.cli;

import dev.workmanager.config.ConfigKey;
import dev.workmanager.terminal.Wrapped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** A verb as picocli reads it. */
final class VerbSyntax {
    private static final int COLUMN = 62;
    private static final int WIDTH = 100;

    private final Verb verb;
    private final CommandLine commandLine;

    VerbSyntax(Verb verb) {
        this.verb = verb;
        this.commandLine = new CommandLine(spec(verb))
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpLongOptionsMaxWidth(30);
    }

    static CommandSpec spec(Verb verb) {
        CommandSpec spec = CommandSpec.create().name(verb.name());
        for (VerbOption option : VerbOption.values()) {
            if (has(verb, option)) {
                spec.addOption(spec(option, verb));
            }
        }
        for (ConfigKey key : ConfigKey.values()) {
            if (verb.keys().contains(key)) {
                spec.addOption(OptionSpec.builder(key.flag())
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel(key.value())
                        .description(column(VerbHelp.description(key)))
                        .build());
            }
        }
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this, and leave.")
                .build());
        if (!verb.operands().isEmpty()) {
            spec.addPositional(PositionalParamSpec.builder()
                    .index("0..*")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .hidden(true)
                    .build());
        }
        spec.usageMessage()
                .customSynopsis(
                        "wm " + verb.name() + " [options]" + (verb.operands().isEmpty() ? "" : " " + verb.operands()))
                .description(VerbHelp.description(verb))
                .sortOptions(false)
                .optionListHeading("Options:%n")
                .footer(VerbHelp.footer(verb));
        return spec;
    }

    /** Whether the verb takes the option. */
    static boolean has(Verb verb, VerbOption option) {
        return verb.options().contains(option)
                || VerbOption.EVERYWHERE.contains(option)
                || option == VerbOption.OUTPUT && !verb.formats().isEmpty();
    }

    private static OptionSpec spec(VerbOption option, Verb verb) {
        OptionSpec.Builder builder = OptionSpec.builder(option.names()).description(column(option.description(verb)));
        return option.label() == null
                ? builder.type(boolean.class).build()
                : builder.type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel(option.label())
                        .build();
    }

    private static String[] column(String text) {
        return Wrapped.lines(text, COLUMN, "  ").stream()
                .map(line -> line.replace("%", "%%"))
                .toArray(String[]::new);
    }

    /**
     * Reads what follows the verb.
     *
     * @throws UsageException if it cannot be read
     */
    ParseResult parse(String... arguments) {
        String more = "; see wm " + verb.name() + " --help";
        try {
            return commandLine.parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            String unknown = e.getUnmatched().get(0);
            List<String> meant = e.getSuggestions();
            throw new UsageException((unknown.startsWith("-") ? "unknown option " : "there is too much: ")
                    + unknown
                    + (meant.isEmpty() ? "" : "; did you mean " + meant.get(0) + "?")
                    + more);
        } catch (ParameterException e) {
            throw new UsageException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("") + more);
        }
    }

    /** What was asked. */
    Request request(ParseResult parsed, Surroundings surroundings) {
        Map<VerbOption, List<String>> options = new EnumMap<>(VerbOption.class);
        for (VerbOption option : VerbOption.values()) {
            if (parsed.hasMatchedOption(option.longName())) {
                List<String> values =
                        option.label() == null ? List.of() : parsed.matchedOptionValue(option.longName(), List.of());
                if (values.size() > 1 && !option.isRepeatable()) {
                    throw new UsageException(option.longName() + " is given more than once; remove one of them");
                }
                options.put(option, values);
            }
        }
        Map<ConfigKey, List<String>> keys = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : verb.keys()) {
            if (parsed.hasMatchedOption(key.flag())) {
                keys.put(key, parsed.matchedOptionValue(key.flag(), List.of()));
            }
        }
        List<String> operands = new ArrayList<>();
        if (parsed.hasMatchedPositional(0)) {
            operands.addAll(parsed.matchedPositionalValue(0, List.of()));
        }
        return new Request(verb, surroundings, options, keys, operands);
    }

    /** The help. */
    String help() {
        return commandLine.getUsageMessage();
    }
}
