package dev.workmanager.endtoend;

/** What becomes of a request, and of its answer, on the way. */
enum Fate {
    /** Both arrive. */
    PASS,
    /** Both arrive, but the request takes its time. */
    SLOW,
    /** The request never arrives. */
    LOSE_REQUEST,
    /** Half of the request arrives, then the connection ends. */
    CUT_REQUEST,
    /** The request never arrives while somebody waits for its answer; it does so later. */
    LATE,
    /** The manager answers; the answer is lost. */
    LOSE_ANSWER,
    /** Half of the answer arrives, then the connection ends. */
    CUT_ANSWER,
    /** The request arrives twice, one after the other; the second answer comes back. */
    TWICE,
    /** The request arrives twice, at the same time, on two connections. */
    RACE,
    /** Both arrive; and the request once more, some requests later. */
    ECHO
}
