package dev.workmanager.wrapper;

import dev.workmanager.client.ResultSource;
import java.io.IOException;

/** Bytes that a child has answered, wherever they lie until they are told; closed then. */
interface Kept extends AutoCloseable {
    /** They. */
    ResultSource bytes();

    @Override
    void close() throws IOException;
}
