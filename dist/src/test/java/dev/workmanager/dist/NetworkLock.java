package dev.workmanager.dist;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held by tests that change the network of the machine, and by those that mind: a browser gives up what it is loading when an
 * interface comes or goes anywhere. Between processes, too.
 */
public final class NetworkLock implements AutoCloseable {
    private final FileChannel file;

    private NetworkLock(FileChannel file) {
        this.file = file;
    }

    /** Waits until nobody else has it. */
    public static NetworkLock take() throws IOException {
        FileChannel file =
                FileChannel.open(Path.of("target/network.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.lock();
        return new NetworkLock(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
