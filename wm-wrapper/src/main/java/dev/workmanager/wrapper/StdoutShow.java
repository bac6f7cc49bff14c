package dev.workmanager.wrapper;

import dev.workmanager.process.Spool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Shows a child's standard output as it comes. Nobody looking any more does not hurt. */
final class StdoutShow implements Watch.Look {
    private final Spool stdout;
    private final OutputStream to;
    private final ByteBuffer block = ByteBuffer.allocate(64 << 10);
    private long shown;
    private boolean closed;

    StdoutShow(Spool stdout, OutputStream to) {
        this.stdout = stdout;
        this.to = to;
    }

    @Override
    public void look(boolean last) throws IOException {
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
