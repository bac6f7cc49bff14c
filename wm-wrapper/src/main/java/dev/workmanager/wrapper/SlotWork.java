package dev.workmanager.wrapper;

import java.io.IOException;

/** The work of one slot. {@link #work} is for the slot's thread; the others for any. */
interface SlotWork {
    /** What {@link #work} returns when as many items were taken as may be: what other slots return goes before it. */
    int REACHED_QUOTA = -1;

    /** Works until there is nothing more to do; returns the exit code, or {@value #REACHED_QUOTA}. */
    int work() throws IOException;

    /** The wrapper is to leave, and the child may go on: what a terminal's signal does to it too is no failure of it. */
    void drain();

    /** Ends the child, gives back what is held, takes nothing more. */
    void stop();

    /** Kills the child at once. */
    void kill();
}
