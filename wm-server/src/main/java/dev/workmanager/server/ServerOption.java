package dev.workmanager.server;

import dev.workmanager.config.ConfigKey;
import dev.workmanager.wrapper.Calls;
import dev.workmanager.wrapper.Pass;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code wm-server} can be told beside the configuration: each option once, for the command line, the variables and the help. */
enum ServerOption {
    CONFIG(
            null,
            "--config",
            "FILE",
            "WM_CONFIG",
            "The configuration of the job: what its items are. Default: ./wm-config."),
    DATA(null, "--data", "FOLDER", "WM_DATA_DIR", "What the manager remembers lies here. Default: ./.work-manager."),
    OUT(null, "--out", "FOLDER", "WM_OUT_DIR", "Results come here, each as a file named for its item. Default: ./out."),
    HOST(null, "--host", "ADDRESS", "WM_HOST", "Listen on this address. Default: %s."),
    PORT(null, "--port", "PORT", "WM_PORT", "Listen on this port; 0: any free one. Default: %s."),
    WIPE(
            null,
            "--wipe",
            null,
            "WM_WIPE",
            "Give back what is in progress: nobody works on it any more. Without this it stays in progress."),
    RETRY_FAILED(null, "--retry-failed", null, "WM_RETRY_FAILED", "Try again what has failed before."),
    LINGER(
            null,
            "--linger",
            "TIME",
            "WM_LINGER",
            "When all items have ended, stay until the workers have been told, at least 1 s, at most this. Default: 5s."),
    KEEP(
            null,
            "--keep",
            null,
            "WM_KEEP",
            "Stay when all items have ended, and take more jobs over HTTP; then there need be no items to begin with."),
    TOKENS(
            null,
            "--tokens",
            "FILE",
            "WM_TOKENS",
            "Tokens, one a line: role token [name]. Without one nobody may do anything; the roles are read, work and admin."
                    + " Read again when it changes. Default: anybody who reaches the port may do everything."),
    TLS_CERT(
            null,
            "--tls-cert",
            "FILE",
            "WM_TLS_CERT",
            "Serve https (TLS 1.2 and 1.3) and no http, with this certificate and those behind it, in PEM. Read again when it"
                    + " changes."),
    TLS_KEY(null, "--tls-key", "FILE", "WM_TLS_KEY", "Its private key, in PEM as PKCS #8. Read again when it changes."),
    WITHOUT_RESULTS(
            null,
            "--without-results",
            null,
            "WM_WITHOUT_RESULTS",
            "Leave out the out folder: for those who keep it otherwise. Results that the journal still holds come along."),
    OUTPUT(
            "-o",
            "--output",
            "text|json",
            "WM_OUTPUT",
            "What is written to standard output: a line for people, or an object of JSON for programs. Default: text."),
    SLOTS(
            "-j",
            "--slots",
            "N|auto",
            "WM_SLOTS",
            "Work on N items at a time. Default: auto, as many as there are processors that this process may use."),
    PASS(
            null,
            "--pass",
            Pass.WORDS,
            "WM_PASS",
            "How a command without a placeholder gets its item: as its last arguments; by the environment alone; on its"
                    + " standard input the data, or all of it as one line of JSON. Default: args. wm-wrap --help tells more."),
    MODE(
            null,
            "--mode",
            Calls.MODES,
            "WM_MODE",
            "Start the command for each item; or let it stay, and read an item a line and answer a line each: for many"
                    + " small items. Default: each."),
    CHUNK(
            null,
            "--chunk",
            "N|auto",
            "WM_CHUNK",
            "Start the command for N items, which it reads as lines up to the end of its input, and answers a line each;"
                    + " auto: for as many as take it about a second."),
    COMPAT_ENV(
            null,
            "--compat-env",
            null,
            "WM_COMPAT_ENV",
            "Set the variables that scripts for other systems read, too: PARALLEL_SEQ, SLURM_ARRAY_TASK_ID and others."),
    MAX_RESULT(
            null,
            "--max-result",
            "BYTES",
            "WM_MAX_RESULT",
            "End a command whose result grows beyond this: 64k, 10M, 2G. The attempt has failed. Default: any size."),
    STALL(
            null,
            "--stall",
            "TIME",
            "WM_STALL",
            "End a command that shows no sign of life for so long: no processor time, no output, no touch of $WM_PROGRESS. It"
                    + " counts as timed out."),
    KILL_AFTER(
            null,
            "--kill-after",
            "TIME",
            "WM_KILL_AFTER",
            "Kill what is left of a command so long after it was told to end. Default: 5s."),
    LOG_FORMAT(
            null,
            "--log-format",
            LogFormat.WORDS,
            "WM_LOG_FORMAT",
            "What is said on standard error is for people, or an object of JSON a line for programs. Default: text."),
    LOG_LEVEL(
            null,
            "--log-level",
            LogFormat.Detail.WORDS,
            "WM_LOG_LEVEL",
            "How much is logged; debug: each request, too. Default: info."),
    VERBOSE("-v", "--verbose", null, "WM_VERBOSE", "Tell of each item.");

    private final @Nullable String shortName;
    private final String longName;
    private final @Nullable String label;
    private final String variable;
    private final String description;

    ServerOption(
            @Nullable String shortName, String longName, @Nullable String label, String variable, String description) {
        this.shortName = shortName;
        this.longName = longName;
        this.label = label;
        this.variable = variable;
        this.description = description;
    }

    /** Those of {@code serve}. */
    static final Set<ServerOption> SERVE = Set.of(
            CONFIG,
            DATA,
            OUT,
            HOST,
            PORT,
            WIPE,
            RETRY_FAILED,
            LINGER,
            KEEP,
            TOKENS,
            TLS_CERT,
            TLS_KEY,
            LOG_FORMAT,
            LOG_LEVEL);

    /** Those of {@code run}. */
    static final Set<ServerOption> RUN = Set.of(
            CONFIG,
            DATA,
            OUT,
            HOST,
            PORT,
            WIPE,
            RETRY_FAILED,
            TOKENS,
            SLOTS,
            PASS,
            MODE,
            CHUNK,
            COMPAT_ENV,
            MAX_RESULT,
            STALL,
            KILL_AFTER,
            VERBOSE,
            LOG_FORMAT,
            LOG_LEVEL);

    /** Those of {@code backup}. */
    static final Set<ServerOption> BACKUP = Set.of(DATA, OUT, WITHOUT_RESULTS, OUTPUT, LOG_FORMAT, LOG_LEVEL);

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
        return variable;
    }

    /** What its value is called in the help; null for a switch. */
    @Nullable String label() {
        return label;
    }

    /** What it does, for people. */
    String description(Address standard) {
        String text = description.replace(
                "%s",
                this == HOST ? standard.hostInWords() : standard.port() == 0 ? "any free one" : "" + standard.port());
        return text + " (" + variable + ")";
    }

    /** What a key of the configuration does, for people. */
    static String description(ConfigKey key) {
        String standard = key.standard().isEmpty() ? "" : " Default: " + key.standard() + ".";
        return Character.toUpperCase(key.description().charAt(0))
                + key.description().substring(1) + "." + standard + " (" + key.variable() + ")";
    }
}
