package dev.workmanager.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Lets through as many bytes as were announced; others would be taken for something else. */
final class Sized extends OutputStream {
    private final OutputStream to;
    private final long item;
    private final long announced;
    private long left;

    Sized(OutputStream to, long announced, long item) {
        this.to = to;
        this.item = item;
        this.announced = announced;
        this.left = announced;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length > left) {
            throw changed();
        }
        to.write(bytes, from, length);
        left -= length;
    }

    /** There is no more: all that was announced must have come. */
    @Override
    public void close() throws IOException {
        if (left > 0) {
            throw changed();
        }
    }

    private IOException changed() {
        return new IOException("the result of item " + item + " does not have the " + announced
                + " bytes any more that it had when it was announced; begin again");
    }
}
