package dev.workmanager.server;

import dev.workmanager.config.ConfigKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * What was written on a command line.
 *
 * @param options a switch with {@code true}
 * @param keys keys of the configuration given as flags
 * @param command what follows the options
 */
record Arguments(Map<ServerOption, String> options, Map<ConfigKey, String> keys, List<String> command) {

    /** @throws UsageException if a key is given twice that says one thing */
    static Arguments of(ParseResult parsed) {
        Map<ServerOption, String> options = new EnumMap<>(ServerOption.class);
        for (ServerOption option : ServerOption.values()) {
            if (parsed.hasMatchedOption(option.longName())) {
                Object value = parsed.matchedOptionValue(option.longName(), "");
                options.put(option, String.valueOf(value));
            }
        }
        Map<ConfigKey, String> keys = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            if (parsed.hasMatchedOption(key.flag())) {
                List<String> values = parsed.matchedOptionValue(key.flag(), List.of());
                if (values.size() > 1 && !key.isRepeatable()) {
                    throw new UsageException(key.flag() + " is given more than once; remove one of them");
                }
                keys.put(key, String.join("\n", values));
            }
        }
        List<String> command = parsed.hasMatchedPositional(0) ? parsed.matchedPositionalValue(0, List.of()) : List.of();
        return new Arguments(options, keys, command);
    }

    /** Lets a command take options, and all keys of the configuration. */
    static void declare(CommandSpec spec, Set<ServerOption> options, Address standard) {
        declareOptions(spec, options, standard);
        for (ConfigKey key : ConfigKey.values()) {
            spec.addOption(OptionSpec.builder(key.flag())
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("1")
                    .paramLabel(key.value())
                    .description(ServerHelp.column(ServerOption.description(key)))
                    .build());
        }
        declareHelp(spec);
    }

    /** Lets a command take options. */
    static void declare(CommandSpec spec, Set<ServerOption> options) {
        declareOptions(spec, options, Address.SERVE);
        declareHelp(spec);
    }

    private static void declareOptions(CommandSpec spec, Set<ServerOption> options, Address standard) {
        for (ServerOption option : ServerOption.values()) {
            if (options.contains(option)) {
                OptionSpec.Builder builder =
                        OptionSpec.builder(option.names()).description(ServerHelp.column(option.description(standard)));
                String label = option.label();
                spec.addOption(
                        label == null
                                ? builder.type(boolean.class).build()
                                : builder.type(String.class).paramLabel(label).build());
            }
        }
    }

    /** Lets a command take whatever stands behind its options, as {@link #command} gives it. */
    static void declareOperands(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .hidden(true)
                .build());
    }

    private static void declareHelp(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this, and leave.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show version and commit, and leave.")
                .build());
    }
}
