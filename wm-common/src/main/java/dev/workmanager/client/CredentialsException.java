package dev.workmanager.client;

/** A file of a token or of authorities cannot be used. The message is one line for people, and shows no token. */
public final class CredentialsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CredentialsException(String message) {
        super(message);
    }

    CredentialsException(String message, Throwable cause) {
        super(message, cause);
    }
}
