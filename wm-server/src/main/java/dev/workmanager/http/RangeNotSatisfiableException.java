package dev.workmanager.http;

/** The range that was asked for lies behind the end. */
final class RangeNotSatisfiableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long size;

    RangeNotSatisfiableException(long size) {
        super("the range lies behind the end: there are " + size + " bytes");
        this.size = size;
    }

    /** The value of {@code Content-Range}. */
    String range() {
        return "bytes */" + size;
    }
}
