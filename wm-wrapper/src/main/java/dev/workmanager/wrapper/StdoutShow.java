package dev.workmanager.wrapper;

import dev.workmanager.process.ChildProcess;
import dev.workmanager.process.Spool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Shows a child's standard output as it comes. Nobody looking any more does not hurt. */
final class StdoutShow implements Attempt.Watcher {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final OutputStream to;
    private final ByteBuffer block = ByteBuffer.allocate(64 << 10);
    private long shown;
    private boolean closed;

    StdoutShow(OutputStream to) {
        this.to = to;
    }

    @Override
    public void watch(ChildProcess child, Spool stdout) throws IOException {
        for (boolean ended = false; !ended; ) {
            ended = child.awaitExit(LOOK);
            show(stdout);
        }
    }

    private void show(Spool stdout) throws IOException {
        while (!closed && stdout.read(block.clear(), shown) > 0) {
            shown += block.position();
            try {
                to.write(block.array(), 0, block.position());
                to.flush();
            } catch (IOException nobodyLooks) {
                closed = true;
            }
        }
    }
}
