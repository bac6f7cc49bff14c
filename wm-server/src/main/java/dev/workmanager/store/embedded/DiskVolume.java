package dev.workmanager.store.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/**
 * A file as MapDB sees it, by way of {@link Disk}: one that is being written, or one that is read and checked. Reads are
 * thread-safe. Whoever writes it syncs it.
 */
final class DiskVolume extends Volume {
    private final DiskFile file;
    private final @Nullable PageSums sums;

    /**
     * A file.
     *
     * @param sums its checksums; null while it is written
     */
    DiskVolume(DiskFile file, @Nullable PageSums sums) {
        this.file = file;
        this.sums = sums;
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
            long damage = sums == null ? -1 : sums.firstDamage(offset, size);
            if (damage >= 0) {
                throw new MalformedDataException("at offset " + damage + ": it is not what was written");
            }
            if (file.read(bytes, offset) < size) {
                throw new MalformedDataException("at offset " + offset + ": it ends there");
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
        // The file is not whole yet.
    }

    @Override
    public long length() {
        try {
            return sums == null ? file.size() : sums.length();
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
