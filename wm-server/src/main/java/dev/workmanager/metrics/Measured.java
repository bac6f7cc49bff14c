package dev.workmanager.metrics;

import java.util.List;

/** A part that tells of itself in numbers. */
public interface Measured {
    /**
     * The numbers as they are now. Any thread, several at a time; may read what is in memory, and wait for it a moment, but for no
     * disk.
     */
    List<Family> measure();
}
