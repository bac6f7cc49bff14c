package dev.workmanager.rules;

/** How an attempt stands when somebody brings its token. */
public enum Standing {
    /** It holds its item. */
    HELD,
    /** Its end was accepted. */
    ENDED,
    /** Its item has moved on without it. */
    SUPERSEDED,
    /** Its item was cancelled. */
    CANCELLED,
    /** There is no such attempt. */
    UNKNOWN
}
