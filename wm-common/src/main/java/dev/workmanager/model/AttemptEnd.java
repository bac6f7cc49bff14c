package dev.workmanager.model;

/**
 * How an attempt ended. The code is part of the data format: never renumber.
 */
public enum AttemptEnd {
    /** Its completion was accepted. */
    DONE(1, "done"),
    /** The program ended with an exit code other than 0, or by a signal. Counts against {@code attempts}. */
    FAILED(2, "failed"),
    /** The program was ended since it took too long. Counts against {@code attempts}. */
    TIMED_OUT(3, "timed-out"),
    /** The lease ran out. Undone by news of the attempt as long as no later one was handed out. */
    LOST(4, "lost"),
    /** Given back at once: a drained worker, or an answer that could not be written. Counts for nothing. */
    RELEASED(5, "released"),
    /** Given back for later: exit code 75, or a command that could not be started. Counts against {@code give-backs}. */
    GIVEN_BACK(6, "given-back"),
    /** Ended since its item was cancelled. */
    KILLED(7, "killed"),
    /** Came back after another attempt had been handed out, or somebody else had completed the item. Counts for nothing. */
    SUPERSEDED(8, "superseded");

    private final int code;
    private final String word;

    AttemptEnd(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** The number that stands for this end in data files. */
    public int code() {
        return code;
    }

    /** The word that stands for this end on the wire and on the terminal. */
    public String word() {
        return word;
    }

    /**
     * The end that a data file means.
     *
     * @throws IllegalArgumentException for a code of none
     */
    public static AttemptEnd ofCode(int code) {
        for (AttemptEnd end : values()) {
            if (end.code == code) {
                return end;
            }
        }
        throw new IllegalArgumentException("no attempt end has the code " + code);
    }
}
