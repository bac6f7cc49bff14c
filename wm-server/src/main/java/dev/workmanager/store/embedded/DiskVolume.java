package dev.workmanager.store.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.mapdb.DBException;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/**
 * A file as MapDB sees it, by way of {@link Disk}. Written once, from the front; then read. Reads are thread-safe.
 */
final class DiskVolume extends Volume {
    private final DiskFile file;

    DiskVolume(DiskFile file) {
        this.file = file;
    }

    @Override
    public void ensureAvailable(long offset) {
        // A file grows by being written to.
    }

    @Override
    public void truncate(long size) {
        try {
            file.truncate(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void putLong(long offset, long value) {
        put(offset, ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    }

    @Override
    public void putInt(long offset, int value) {
        put(offset, ByteBuffer.allocate(Integer.BYTES).putInt(value).flip());
    }

    @Override
    public void putByte(long offset, byte value) {
        put(offset, ByteBuffer.wrap(new byte[] {value}));
    }

    @Override
    public void putData(long offset, byte[] src, int srcPos, int srcSize) {
        put(offset, ByteBuffer.wrap(src, srcPos, srcSize));
    }

    @Override
    public void putData(long offset, ByteBuffer buf) {
        put(offset, buf);
    }

    private void put(long offset, ByteBuffer bytes) {
        try {
            file.write(bytes, offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long getLong(long offset) {
        return get(offset, Long.BYTES).getLong(0);
    }

    @Override
    public int getInt(long offset) {
        return get(offset, Integer.BYTES).getInt(0);
    }

    @Override
    public byte getByte(long offset) {
        return get(offset, 1).get(0);
    }

    @Override
    public DataInput2 getDataInput(long offset, int size) {
        return new DataInput2.ByteArray(get(offset, size).array());
    }

    @Override
    public void getData(long offset, byte[] bytes, int bytesPos, int size) {
        System.arraycopy(get(offset, size).array(), 0, bytes, bytesPos, size);
    }

    private ByteBuffer get(long offset, int size) {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        try {
            if (file.read(bytes, offset) < size) {
                throw new DBException.DataCorruption("the file ends before offset " + (offset + size));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void sync() {
        try {
            file.sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long length() {
        try {
            return file.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int sliceSize() {
        return -1;
    }

    @Override
    public boolean isSliced() {
        return false;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public File getFile() {
        throw new UnsupportedOperationException("a volume by way of a disk has no file of its own");
    }

    @Override
    public boolean getFileLocked() {
        return false;
    }

    @Override
    public void clear(long startOffset, long endOffset) {
        putData(startOffset, new byte[Math.toIntExact(endOffset - startOffset)], 0, (int) (endOffset - startOffset));
    }
}
