package dev.workmanager.model;

/** Whether a job's items are handed out. The code is part of the data format: never renumber. */
public enum JobMode {
    /** They are. */
    OPEN(1, "open"),
    /** Not for now: somebody said so. What runs goes on. */
    PAUSED(2, "paused"),
    /** Not any more, until somebody resumes it: its failure budget is used up. What runs may finish. */
    HALTED(3, "halted"),
    /** As {@link #HALTED}, and what runs is called back. */
    INTERRUPTED(4, "halted"),
    /** Never again: all that has not ended counts as cancelled. */
    CANCELLED(5, "cancelled");

    private final int code;
    private final String word;

    JobMode(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** The number that stands for this mode in data files. */
    public int code() {
        return code;
    }

    /** The word that stands for this mode on the wire and on the terminal. */
    public String word() {
        return word;
    }

    /** Whether the failure budget has stopped it. */
    public boolean halted() {
        return this == HALTED || this == INTERRUPTED;
    }

    /**
     * The mode that a data file means.
     *
     * @throws IllegalArgumentException for a code of none
     */
    public static JobMode ofCode(int code) {
        for (JobMode mode : values()) {
            if (mode.code == code) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no mode of a job has the code " + code);
    }
}
