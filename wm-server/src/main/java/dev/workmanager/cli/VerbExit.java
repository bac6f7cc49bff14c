package dev.workmanager.cli;

/** How a verb leaves. */
enum VerbExit {
    /** It is done; with {@code wait}: all items are. */
    DONE(0, "done; wait: all items are done; verify: all is as it should be"),
    /** It is not as it should be. */
    NOT_ALL(1, "wait: some items failed or were cancelled; verify: something is wrong"),
    /** The failure budget has stopped the job. */
    HALTED(3, "wait: the failure budget has stopped the job"),
    /** The command line or a variable is wrong. */
    USAGE(64, "the command line or a variable is wrong"),
    /** The manager understands and does not do it. */
    REFUSED(65, "the manager refuses it, and says why"),
    /** It is not there. */
    NOT_FOUND(66, "there is no such job, item, result, log or worker"),
    /** No manager. */
    NO_MANAGER(69, "the manager is not there, or was away for longer than --give-up-after"),
    /** A defect. */
    INTERNAL(70, "a defect, here or in the manager"),
    /** Nowhere to write to. */
    OUTPUT(74, "a file cannot be read or written, or a result is damaged"),
    /** No right to do it. */
    NO_PERMISSION(77, "the manager demands a token, or another one"),
    /** A file of ours is wrong. */
    CONFIG(78, "the list of managers, a token file or a job's configuration is wrong");

    private final int code;
    private final String meaning;

    VerbExit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** When it is used, for people. */
    String meaning() {
        return meaning;
    }
}
