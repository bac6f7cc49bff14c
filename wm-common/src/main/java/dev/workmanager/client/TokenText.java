package dev.workmanager.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A token as it lies in a file: its first line. */
final class TokenText {
    private TokenText() {}

    /** @throws CredentialsException if there is none */
    static String read(Path file) {
        try {
            String token = Files.readString(file).lines().findFirst().orElse("").strip();
            if (!token.matches("[!-~]+")) {
                throw new CredentialsException(file + ": its first line is no token: printable ASCII without blanks");
            }
            return token;
        } catch (NoSuchFileException e) {
            throw new CredentialsException("the token file " + file + " is not there", e);
        } catch (IOException e) {
            throw new CredentialsException("the token file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
