package dev.workmanager.server;

/** What else happens to a job that is there already when the manager starts. */
public enum Restart {
    /** What is in progress goes back: nobody works on it any more. */
    WIPE,
    /** What has failed is tried again, as if it had never been. */
    RETRY_FAILED
}
