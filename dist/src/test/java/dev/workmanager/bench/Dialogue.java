package dev.workmanager.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What is said on one connection: a request, its answer, the next request, and so on; each pair is an item done and the next one taken. */
interface Dialogue {
    /** What an answer was. */
    enum Step {
        /** Not whole yet. */
        PART,
        /** Whole; there is more to be asked before the pair is complete. */
        ASK_ON,
        /** Whole, and with it a pair. */
        PAIR
    }

    /** Writes the first request. */
    void begin(ByteBuffer out);

    /**
     * Takes what has come since the last request; if that is the whole answer, writes the next request.
     *
     * @param in from 0 to its position
     * @throws IOException if it is a refusal, or not understood
     */
    Step answer(ByteBuffer in, ByteBuffer out) throws IOException;
}
