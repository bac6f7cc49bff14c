package dev.workmanager.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command as shells and manual pages see it.
 *
 * @param name its word
 * @param synopsis how it is written
 * @param summary what it does, in a line
 * @param text that and more, as its help has it
 * @param options all of them
 * @param operand what its other words are
 * @param footer what follows the options in the help
 */
record Shape(
        String name,
        String synopsis,
        String summary,
        List<String> text,
        List<Option> options,
        Value operand,
        List<String> footer) {
    /** What a value may be. */
    enum Value {
        /** There is none. */
        NONE,
        /** Nobody can know. */
        ANY,
        /** A file or a folder. */
        FILE,
        /** The name of a job. */
        JOB,
        /** The name of a manager in the list. */
        MANAGER,
        /** One of some words. */
        WORD
    }

    /**
     * An option.
     *
     * @param names {@code -o} and {@code --output}
     * @param label what its value is called; empty for a switch
     * @param value what its value may be
     * @param words those that there are, of {@link Value#WORD}
     * @param text what it does
     */
    record Option(List<String> names, String label, Value value, List<String> words, String text) {
        /** The first sentence. */
        String summary() {
            return text.replaceFirst("[.:;] .*", "").replaceFirst("[.:]$", "");
        }
    }

    static Shape of(CommandSpec spec) {
        List<String> text = lines(spec.usageMessage().description());
        return new Shape(
                spec.name(),
                String.join(" ", spec.usageMessage().customSynopsis()),
                text.isEmpty() ? "" : text.get(0).replaceFirst("\\.( .*)?$", ""),
                text,
                spec.options().stream()
                        .map(option -> option(option, spec.name()))
                        .toList(),
                operand(spec),
                lines(spec.usageMessage().footer()));
    }

    /** What its other words are, as the scripts for bash and zsh say it. */
    String operandWord() {
        return operand == Value.JOB ? "job" : operand == Value.ANY ? "any" : "";
    }

    private static List<String> lines(String... lines) {
        return List.of(lines).stream().map(line -> line.replace("%%", "%")).toList();
    }

    private static Option option(OptionSpec option, String command) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        boolean isSwitch = option.arity().max() == 0;
        String label = isSwitch ? "" : option.paramLabel();
        String text = lines(option.description()).stream().map(String::strip).collect(Collectors.joining(" "));
        Value value = isSwitch ? Value.NONE : value(label);
        List<String> words = value == Value.WORD ? words(label, command) : List.of();
        return new Option(names, label, value, words, text);
    }

    private static Value value(String label) {
        return switch (label) {
            case "FILE", "FOLDER", "<path>" -> Value.FILE;
            case "MANAGER" -> Value.MANAGER;
            case "FORMAT" -> Value.WORD;
            default -> label.matches("[a-z]+(\\|[a-z]+)+") ? Value.WORD : Value.ANY;
        };
    }

    private static List<String> words(String label, String command) {
        Verb verb = Verbs.named(command);
        return label.equals("FORMAT") && verb != null
                ? verb.formats().stream().map(Format::word).toList()
                : List.of(label.split("\\|", -1));
    }

    private static Value operand(CommandSpec spec) {
        if (spec.positionalParameters().isEmpty()) {
            return Value.NONE;
        }
        Verb verb = Verbs.named(spec.name());
        return verb != null && verb.operands().contains("JOB") && !verb.name().equals("submit") ? Value.JOB : Value.ANY;
    }
}
