package dev.workmanager.wrapper;

/** A line that does not answer its question. The message is one line for people. */
final class WrongAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongAnswerException(String message) {
        super(message);
    }
}
