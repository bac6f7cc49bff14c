package dev.workmanager.rules;

/** What can be done to a job as a whole; it costs the same for any number of items. */
public enum JobChange {
    /** Hand out nothing for now; what runs goes on. */
    PAUSE,
    /** Hand out again; a failure budget that was used up begins again. */
    RESUME,
    /** All that has not ended counts as cancelled, for good. */
    CANCEL
}
