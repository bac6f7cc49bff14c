package dev.workmanager.config;

/** A value that its key does not take. Why becomes a {@link Problem} at the place of the value. */
final class BadValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    BadValueException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
