package dev.workmanager.wrapper;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the standard error of a child goes that gets items as lines: to that of the item in work, and what it says between items is
 * only shown. Thread-safe.
 */
final class LineStderr extends OutputStream {
    private final OutputStream shown;
    private volatile @Nullable ChildStderr current;

    /** @param shown ours; written to under its own lock */
    LineStderr(OutputStream shown) {
        this.shown = shown;
    }

    /** Another item is in work now, or none. */
    void turnTo(@Nullable ChildStderr next) {
        ChildStderr last = current;
        current = next;
        if (last != null && last != next) {
            try {
                last.close();
            } catch (IOException nobodyReadsOurStandardError) {
                current = next;
            }
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        ChildStderr item = current;
        if (item != null) {
            item.write(bytes, from, length);
            return;
        }
        synchronized (shown) {
            shown.write(bytes, from, length);
            shown.flush();
        }
    }
}
