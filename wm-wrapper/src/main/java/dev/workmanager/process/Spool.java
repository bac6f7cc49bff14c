package dev.workmanager.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What one child writes to its standard output, or reads from its standard input: bytes on disk, however many. The file has a name
 * only until the child has been started; its space comes back once it is closed here and in the child, whoever of them is killed. One for each child: what
 * a forgotten grandchild still writes never gets into the output of the next one.
 */
public final class Spool implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private boolean named = true;

    private Spool(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Makes an empty spool that only its owner can read.
     *
     * @param folder where
     * @param name what nothing else in that folder is named
     * @throws CannotStartException if it cannot be made
     */
    public static Spool create(Path folder, String name) {
        Path file = folder.resolve(name);
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new Spool(file, channel);
        } catch (IOException e) {
            throw CannotStartException.noRoom("cannot create the spool file " + file + ": " + e, e);
        }
    }

    /**
     * Fills an empty spool with what a child is to read.
     *
     * @throws CannotStartException if there is no room
     */
    public void fill(byte[] bytes) {
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (IOException e) {
            throw CannotStartException.noRoom("cannot write the spool file " + file + ": " + e, e);
        }
    }

    /** How many bytes there are now. */
    public long size() throws IOException {
        return channel.size();
    }

    /**
     * Reads some bytes.
     *
     * @return how many; -1 at the end
     */
    public int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
    }

    /** The last characters. */
    public String tail(int chars) throws IOException {
        long size = size();
        ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, Tail.bytesFor(chars)));
        long from = size - end.capacity();
        while (end.hasRemaining() && read(end, from + end.position()) > 0) {
            // until it is full, or nothing more is there
        }
        return Tail.text(end.flip(), from > 0, chars);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (named) {
            unlink();
        }
    }

    /** Its name, until the child has been started. */
    Path file() {
        return file;
    }

    /** Takes the name away; both sides have it open. */
    void unlink() throws IOException {
        Files.delete(file);
        named = false;
    }
}
