package dev.workmanager.store.embedded;

/** Bytes whose checksum is right are not what this version understands. Whoever knows the file turns it into a message. */
final class MalformedDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedDataException(String message) {
        super(message);
    }
}
