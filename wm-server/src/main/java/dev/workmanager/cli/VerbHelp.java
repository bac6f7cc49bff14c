package dev.workmanager.cli;

import dev.workmanager.config.ConfigKey;
import dev.workmanager.terminal.Wrapped;
import java.util.ArrayList;
import java.util.List;

/** What the help of a verb tells beside its options. */
final class VerbHelp {
    private static final int WIDTH = 98;

    private VerbHelp() {}

    /** What a verb is for. */
    static String[] description(Verb verb) {
        List<String> lines = new ArrayList<>(Wrapped.lines(verb.summary() + ".", WIDTH, ""));
        if (!verb.details().isEmpty()) {
            lines.addAll(Wrapped.lines(verb.details(), WIDTH, ""));
        }
        lines.add("");
        return escaped(lines);
    }

    /** What a key of the configuration does, for people. */
    static String description(ConfigKey key) {
        String standard = key.standard().isEmpty() ? "" : " Default: " + key.standard() + ".";
        return Character.toUpperCase(key.description().charAt(0))
                + key.description().substring(1) + "." + standard + " (" + key.variable() + ")";
    }

    /** Formats, examples, exit codes. */
    static String[] footer(Verb verb) {
        List<String> lines = new ArrayList<>();
        if (verb.operands().contains("ITEMS")) {
            lines.add("");
            lines.add("JOB is the name of a job. Without it: the job default, else the only one.");
            lines.add("ITEMS are numbers and ranges, 1-10:2,15, or all, pending, running, done, failed, cancelled.");
        } else if (verb.operands().contains("JOB") || verb.operands().contains("ITEM")) {
            lines.add("");
            lines.add("JOB is the name of a job. Without it: the job default, else the only one.");
        }
        if (verb.formats().size() > 1) {
            lines.add("");
            lines.add("Formats");
            for (Format format : verb.formats()) {
                lines.add(String.format("  %-7s %s", format.word(), format.meaning()));
            }
        }
        lines.add("");
        lines.add("Examples");
        verb.examples().forEach(example -> lines.add("  " + example));
        lines.add("");
        lines.addAll(exits());
        return escaped(lines);
    }

    /** All exit codes. */
    static List<String> exits() {
        List<String> lines = new ArrayList<>();
        lines.add("Exit codes");
        for (VerbExit exit : VerbExit.values()) {
            lines.add(String.format("  %-3d %s", exit.code(), exit.meaning()));
        }
        lines.add("  130, 141, 143: ended by Ctrl-C, since nobody reads the output any more, by TERM");
        return lines;
    }

    private static String[] escaped(List<String> lines) {
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }
}
