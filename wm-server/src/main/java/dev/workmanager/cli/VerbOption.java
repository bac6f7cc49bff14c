package dev.workmanager.cli;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of the verbs, each declared once: for the command line, the variables, the help, completion and the manual pages. */
enum VerbOption {
    SERVER(
            "-s",
            "--server",
            "MANAGER",
            "WM_SERVER",
            "The manager: its URL, or its name in the list of managers. Default: the one called default there, else"
                    + " http://localhost:8080."),
    TOKEN_FILE(
            null,
            "--token-file",
            "FILE",
            "WM_TOKEN_FILE",
            "The first line of this file is sent as the token that opens the manager."),
    CA_FILE(
            null,
            "--ca-file",
            "FILE",
            "WM_CA_FILE",
            "The authorities that vouch for a manager at https://, as certificates in PEM. Default: those that Java knows."),
    GIVE_UP_AFTER(
            null,
            "--give-up-after",
            "TIME",
            "WM_GIVE_UP_AFTER",
            "Wait for a manager that is away, for so long: 30s, 10m. Default: 0 for what is answered at once, 1m for what"
                    + " waits or watches."),
    OUTPUT("-o", "--output", "FORMAT", "WM_OUTPUT", "How the answer is written: %s."),
    WATCH("-w", "--watch", null, null, "Show how far it is until it is over, or somebody presses Ctrl-C."),
    FOLLOW("-f", "--follow", null, null, "Go on until the attempt has ended."),
    ATTEMPT("-a", "--attempt", "N", null, "The attempt of this number. Default: the newest one."),
    ID(null, "--id", "PATTERN", null, "Workers whose id is like this; * stands for any characters, ? for any one."),
    GROUP(null, "--group", "PATTERN", null, "Workers whose group is like this, or lies below one that is."),
    KIND(
            null,
            "--kind",
            "PATTERN",
            null,
            "Events whose kind is like this: item.failed, job.*; can be given more than once."),
    AFTER(null, "--after", "EVENT", null, "Begin behind the event of this id, as -o ndjson tells it."),
    COUNT("-n", "--count", "N", null, "Leave after so many."),
    FAILED(null, "--failed", null, null, "All items that have failed."),
    ALL(null, "--all", "FOLDER", null, "Write all pages and scripts below this folder."),
    JOBLOG(null, "--joblog", null, null, "As GNU parallel's log of jobs."),
    COMMAND(null, "--command", "COMMAND", null, "What was run, with {} for the item as a shell reads it back."),
    CONFIG(null, "--config", "FILE", null, "Read the job from a file as wm-server serve does; - is standard input.");

    /** Those of every verb. */
    static final Set<VerbOption> EVERYWHERE = Set.of(SERVER, TOKEN_FILE, CA_FILE, GIVE_UP_AFTER);

    private final @Nullable String shortName;
    private final String longName;
    private final @Nullable String label;
    private final @Nullable String variable;
    private final String description;

    VerbOption(
            @Nullable String shortName,
            String longName,
            @Nullable String label,
            @Nullable String variable,
            String description) {
        this.shortName = shortName;
        this.longName = longName;
        this.label = label;
        this.variable = variable;
        this.description = description;
    }

    /** As it is written on the command line. */
    String[] names() {
        return shortName == null ? new String[] {longName} : new String[] {shortName, longName};
    }

    /** As it is written on the command line in full. */
    String longName() {
        return longName;
    }

    /** What its value is called in the help; null for a switch. */
    @Nullable String label() {
        return label;
    }

    /** The variable that stands for it; null for none. */
    @Nullable String variable() {
        return variable;
    }

    /** Whether it can be given several times. */
    boolean isRepeatable() {
        return this == KIND;
    }

    /** What it does, for people. */
    String description(Verb verb) {
        String text = this == OUTPUT ? description.formatted(Format.words(verb.formats())) : description;
        String standard = this == OUTPUT ? " Default: " + verb.formats().get(0).word() + "." : "";
        return text + standard + (variable == null ? "" : " (" + variable + ")");
    }
}
