package dev.workmanager.store.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link Encoder} wrote: {@link #next} steps from field to field; the value of each is asked for by type, or kept raw.
 * Not thread-safe.
 */
final class Decoder {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int type;
    private long number;
    private int valueAt;
    private int valueLength;

    Decoder(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    Decoder(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /**
     * Steps to the next field.
     *
     * @return its number, or 0 at the end
     * @throws MalformedDataException if the bytes are not of this format
     */
    int next() {
        if (at == end) {
            return 0;
        }
        long tag = varint();
        type = (int) (tag & 7);
        switch (type) {
            case 0 -> number = varint();
            case 1 -> fixed();
            case 2 -> skipBytes(varint());
            default -> throw new MalformedDataException("a field of the unknown type " + type);
        }
        if (tag >>> 3 < 1 || tag >>> 3 > Integer.MAX_VALUE) {
            throw new MalformedDataException("a field with the number " + (tag >>> 3));
        }
        return (int) (tag >>> 3);
    }

    long asLong() {
        return type == 2 ? refuse("a number") : number;
    }

    int asInt() {
        long value = asLong();
        if ((int) value != value) {
            throw new MalformedDataException("the number " + value + " where a smaller one is expected");
        }
        return (int) value;
    }

    byte[] asBytes() {
        requireBytes();
        return Arrays.copyOfRange(bytes, valueAt, valueAt + valueLength);
    }

    String asString() {
        requireBytes();
        return new String(bytes, valueAt, valueLength, StandardCharsets.UTF_8);
    }

    Decoder asMessage() {
        requireBytes();
        return new Decoder(bytes, valueAt, valueLength);
    }

    /** Leaves the current field as it is: it is of a later version. */
    void passOver() {
        // next() has stepped over it already.
    }

    /** Writes the current field as it is. */
    void copyTo(Encoder out, int field) {
        switch (type) {
            case 0 -> out.field(field, number);
            case 1 -> out.fixed(field, number);
            default -> out.field(field, asBytes());
        }
    }

    /** A varint outside of any field. */
    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw new MalformedDataException("a number that is cut off");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedDataException("a number of more than 64 bits");
    }

    boolean atEnd() {
        return at == end;
    }

    /** The next bytes, outside of any field. */
    byte[] raw(long length) {
        skipBytes(length);
        return Arrays.copyOfRange(bytes, valueAt, valueAt + valueLength);
    }

    private void fixed() {
        skipBytes(Long.BYTES);
        number = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            number = number << 8 | bytes[valueAt + i] & 0xff;
        }
    }

    private void skipBytes(long length) {
        if (length < 0 || length > end - at) {
            throw new MalformedDataException(length + " bytes where only " + (end - at) + " are left");
        }
        valueAt = at;
        valueLength = (int) length;
        at += valueLength;
    }

    private void requireBytes() {
        if (type != 2) {
            refuse("bytes");
        }
    }

    private long refuse(String expected) {
        throw new MalformedDataException("a field of type " + type + " where " + expected + " is expected");
    }
}
