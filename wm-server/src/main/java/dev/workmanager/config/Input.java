package dev.workmanager.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Something to read lines from.
 *
 * @param name what people call it
 * @param advice what to do when it cannot be read
 * @param opener opens it
 */
record Input(String name, String advice, Opener opener) {
    /** Opens an input from its beginning. */
    interface Opener {
        InputStream open() throws IOException;
    }

    static Input file(Path path, String advice) {
        return new Input(path.toString(), advice, () -> Files.newInputStream(path));
    }

    static Input bytes(String name, byte[] bytes) {
        return new Input(name, "", () -> new ByteArrayInputStream(bytes));
    }

    Problem unreadable(IOException e) {
        return Place.of(name).problem("cannot be read: " + reason(e) + "; " + advice);
    }

    /** Why, in words for people. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String text = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return Objects.requireNonNullElse(text, e.toString());
    }
}
