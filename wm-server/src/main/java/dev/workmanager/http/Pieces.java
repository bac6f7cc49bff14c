package dev.workmanager.http;

/** A long answer, piece by piece. Asked by one thread at a time. */
@FunctionalInterface
public interface Pieces {
    /**
     * A part of the answer.
     *
     * @param bytes some ten thousand bytes
     * @param last whether it is the last one
     */
    record Piece(byte[] bytes, boolean last) {}

    /** The next piece; never asked for again after the last one. May block. */
    Piece next();
}
