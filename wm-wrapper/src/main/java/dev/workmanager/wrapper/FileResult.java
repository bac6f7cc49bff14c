package dev.workmanager.wrapper;

import dev.workmanager.client.ResultSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The file that a child has made its result, as it was when the child ended. */
final class FileResult implements ResultSource, AutoCloseable {
    private final FileChannel channel;
    private final long size;

    private FileResult(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens it. A link is none: what it leads to may be somebody else's, and may change.
     *
     * @return null if there is none
     * @throws UnusableResultException if something is there that is no file, or cannot be read
     */
    static @Nullable FileResult open(Path path) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                throw new UnusableResultException("$WM_RESULT_FILE is " + kind(found) + ", not a file");
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return new FileResult(channel, channel.size());
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UnusableResultException("$WM_RESULT_FILE cannot be read: " + e);
        }
    }

    private static String kind(BasicFileAttributes found) {
        if (found.isSymbolicLink()) {
            return "a symbolic link";
        }
        return found.isDirectory() ? "a folder" : "a pipe, a socket or a device";
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        int read = channel.read(into, position);
        if (read < 0 && position < size) {
            throw new IOException("the result had " + size + " bytes when the program ended, and has fewer now");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
