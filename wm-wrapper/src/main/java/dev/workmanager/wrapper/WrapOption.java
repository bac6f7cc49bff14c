package dev.workmanager.wrapper;

import dev.workmanager.model.Durations;
import org.jspecify.annotations.Nullable;

/** The options of {@code wm-wrap}, each declared once: for the command line, the environment and the help. */
enum WrapOption {
    SERVER(null, "--server", "URL", WrapperOptions.MANAGER.url(), "The manager."),
    TOKEN_FILE(
            null,
            "--token-file",
            "FILE",
            null,
            "The first line of this file is the token that opens the manager; it is read again when the manager does not"
                    + " take it any more. The command is not told of it."),
    CA_FILE(
            null,
            "--ca-file",
            "FILE",
            "those that Java knows",
            "The authorities that vouch for a manager at https://, as certificates in PEM."),
    GIVE_UP_AFTER(
            null,
            "--give-up-after",
            "TIME",
            Durations.format(WrapperOptions.GIVE_UP_AFTER) + "; with --once "
                    + Durations.format(WrapperOptions.GIVE_UP_AFTER_ONCE),
            "Leave after so long without the manager: 30s, 10m, 2h. A child that runs is not disturbed."),
    SLOTS(
            "-j",
            "--slots",
            "N|auto",
            "1",
            "Work on N items at a time; auto: as many as there are processors that this process may use, by its"
                    + " container's limit, too."),
    PASS(
            null,
            "--pass",
            Pass.WORDS,
            "args",
            "How a command without a placeholder gets its item: as its last arguments; by the environment alone; on its"
                    + " standard input the data, or all of it as one line of JSON."),
    MODE(
            null,
            "--mode",
            Calls.MODES,
            "each",
            "Start the command for each item; or let it stay, and read an item a line and answer a line each: for many"
                    + " small items. See below."),
    CHUNK(
            null,
            "--chunk",
            "N|auto",
            null,
            "Start the command for N items, which it reads as lines up to the end of its input, and answers a line each;"
                    + " auto: for as many as take it about a second."),
    COMPAT_ENV(
            null,
            "--compat-env",
            null,
            null,
            "Set the variables that scripts for other systems read, too: PARALLEL_SEQ, SLURM_ARRAY_TASK_ID,"
                    + " JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX and others."),
    ONCE(
            null,
            "--once",
            null,
            null,
            "Take one item, show what the command writes to its output, and leave with its exit code. For debugging;"
                    + " it counts like any other."),
    ID(
            null,
            "--id",
            "N",
            null,
            "With --once or --dry-run: this item of --job, or of the job default where none is named, though others come"
                    + " before it."),
    DRY_RUN(
            null,
            "--dry-run",
            null,
            null,
            "Show the command as it would be run on the next item, or on that of --id, and take nothing: a line for a shell,"
                    + " with all that the environment gets, nothing left out."),
    MAX_ITEMS(
            null,
            "--max-items",
            "N",
            null,
            "Take no more than N items in all, and leave with 0 then: for programs that must start anew now and then."),
    IDLE_EXIT(
            null,
            "--idle-exit",
            "TIME",
            null,
            "Leave with 75 when there was nothing to do for so long, though the batch is not finished: 5m."),
    DRAIN_TIME(
            null,
            "--drain-time",
            "TIME|forever",
            "0s after a signal, forever when the manager orders it",
            "So long a command that runs may go on when this worker is told to leave; then it is ended, and its item given"
                    + " back. Less than the time that your orchestrator leaves between TERM and KILL."),
    JOB(null, "--job", "NAME", null, "Take items of this job only, and leave when it is finished."),
    DOMAIN(
            null,
            "--domain",
            "NAME",
            null,
            "Take items of jobs of this domain; can be repeated, or be several with commas between them. Without it:"
                    + " of jobs that have none."),
    GROUP(null, "--group", "NAME", null, "The group of workers that this one is shown in: product.importer."),
    LOG(
            null,
            "--log",
            "ship|none",
            "ship",
            "What becomes of the command's standard error, which is shown here: the manager gets it as the item's log, or"
                    + " nobody else does."),
    LOG_PREFIX(
            null, "--log-prefix", null, null, "Show it line by line, with the item's number before each: [17] oh no."),
    MAX_RESULT(
            null,
            "--max-result",
            "BYTES",
            null,
            "End a command whose result grows beyond this: 64k, 10M, 2G. The attempt has failed. Without it a result may"
                    + " have any size."),
    TIMEOUT(
            null,
            "--timeout",
            "TIME",
            null,
            "End a command that runs for longer, as by the timeout of its job; the shorter of them holds."),
    STALL(
            null,
            "--stall",
            "TIME",
            null,
            "End a command that shows no sign of life for so long: neither it nor what it has started takes processor time,"
                    + " writes to its output or $WM_RESULT_FILE, or touches $WM_PROGRESS. It counts as timed out. Its lease is"
                    + " renewed only as long as it shows some."),
    KILL_AFTER(
            null,
            "--kill-after",
            "TIME",
            Durations.format(Limits.DEFAULT.killAfter()),
            "Kill what is left of a command so long after it was told to end."),
    VERBOSE("-v", "--verbose", null, null, "Tell of each item.");

    private final @Nullable String shortName;
    private final String longName;
    private final @Nullable String label;
    private final @Nullable String standard;
    private final String description;

    WrapOption(
            @Nullable String shortName,
            String longName,
            @Nullable String label,
            @Nullable String standard,
            String description) {
        this.shortName = shortName;
        this.longName = longName;
        this.label = label;
        this.standard = standard;
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

    /** The variable that stands for it. */
    String variable() {
        // WM_JOB and WM_ID tell a child of its item: a wrapper that runs below another one must not take them for
        // options.
        return switch (this) {
            case JOB -> "WM_JOB_NAME";
            case ID -> "WM_ONCE_ID";
            default -> "WM_" + name();
        };
    }

    /** Whether it can be given several times. */
    boolean isRepeatable() {
        return this == DOMAIN;
    }

    /** What its value is called in the help; null for a switch. */
    @Nullable String label() {
        return label;
    }

    /** What it does and what holds without it, for people. */
    String description() {
        return description + (standard == null ? "" : " Default: " + standard + ".") + " (" + variable() + ")";
    }

    /** Whether the children keep the variable: they may want to speak with the manager, too. */
    boolean forChildrenToo() {
        return this == SERVER || this == CA_FILE;
    }
}
