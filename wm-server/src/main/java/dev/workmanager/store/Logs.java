package dev.workmanager.store;

import dev.workmanager.model.JobId;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.protocol.StoredLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What programs say while they work, one log an attempt: bytes, in the order in which they came. No promise of the store covers them.
 * They survive the end of the process, however it comes; a power loss may take the end of some. A log always is the beginning of what
 * was said, never a part of it with a gap. Of each the first {@link StoredLog#MAX_SIZE} bytes are kept, and a line after them that says
 * so; of an item those of the last {@link StoredLog#KEPT_ATTEMPTS} attempts that said something. Thread-safe; reads and writes files.
 */
public interface Logs {
    /**
     * Adds to the log of an attempt; whoever calls this has seen that the attempt holds its item. Harmless to repeat: what is there
     * already is left out. Where it would leave a gap nothing is added. Never fails: without room less is added, or nothing.
     *
     * @param offset how many bytes of the log come before these
     * @return how much of the log is there now
     */
    StoredLog append(LeaseToken attempt, long offset, ByteBuffer bytes);

    /**
     * The log of an attempt, as long as it is now; it may grow while it is read.
     *
     * @return nothing if the attempt has said nothing, or its log is not kept
     * @throws IOException if it cannot be opened
     */
    Optional<ResultFile> open(LeaseToken attempt) throws IOException;

    /** Removes all logs of a job that is deleted, in the background; what is left of it at the end the next start removes. */
    void discard(JobId job);
}
