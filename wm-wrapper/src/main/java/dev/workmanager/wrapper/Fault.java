package dev.workmanager.wrapper;

/**
 * Why a child that gets items as lines was ended.
 *
 * @param kind what it is
 * @param why for people
 */
record Fault(Kind kind, String why) {
    /** Its kinds. */
    enum Kind {
        /** The wrapper is to end. */
        STOPPED,
        /** The manager does not want the item in work any more. */
        LOST,
        /** The item in work took too long. */
        TIMED_OUT,
        /** It wrote a line that nobody asked for. */
        TOO_MUCH,
        /** What it wrote is no answer to the item in work, or it stopped speaking with us. */
        NO_ANSWER,
        /** What it answers cannot be taken. */
        UNUSABLE
    }
}
