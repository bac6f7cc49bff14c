package dev.workmanager.cli;

import dev.workmanager.store.ItemList;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The data of items on their way to a manager: gathered in a file, one a line, since they may have to be sent more than once. */
final class ItemUpload implements Closeable {
    private @Nullable Path gathered;

    /** Begins to gather. */
    ItemList begin() throws IOException {
        Path file = Files.createTempFile("wm-items-", ".txt");
        gathered = file;
        return new Lines(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    /** The file, once all is gathered. */
    Path file() {
        if (gathered == null) {
            throw new IllegalStateException("nothing was gathered");
        }
        return gathered;
    }

    @Override
    public void close() throws IOException {
        if (gathered != null) {
            Files.deleteIfExists(gathered);
        }
    }

    private static final class Lines implements ItemList {
        private final OutputStream out;
        private long count;

        private Lines(OutputStream out) {
            this.out = out;
        }

        @Override
        public void add(byte[] utf8, int offset, int length) throws IOException {
            out.write(utf8, offset, length);
            out.write('\n');
            count++;
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
