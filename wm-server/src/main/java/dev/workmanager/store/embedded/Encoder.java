package dev.workmanager.store.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the data format: fields, each a tag and a value, as in the Protocol Buffers wire format (tag = number * 8 + type; type
 * 0 a varint, 1 eight bytes little-endian, 2 a length and so many bytes). A field whose value is zero or empty is left out. Not
 * thread-safe.
 */
final class Encoder {
    private byte[] bytes;
    private int size;

    Encoder(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** A view of what was written, valid until more is. */
    ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    void field(int number, long value) {
        if (value != 0) {
            varint((long) number << 3);
            varint(value);
        }
    }

    void fixed(int number, long value) {
        varint((long) number << 3 | 1);
        ensure(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[size++] = (byte) (value >>> i * 8);
        }
    }

    void field(int number, byte[] value) {
        field(number, value, value.length);
    }

    void field(int number, byte[] value, int length) {
        if (length != 0) {
            varint((long) number << 3 | 2);
            varint(length);
            raw(value, length);
        }
    }

    void field(int number, String value) {
        if (!value.isEmpty()) {
            field(number, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A text that may be absent, and then is left out. */
    void text(int number, @Nullable String value) {
        if (value != null) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            varint((long) number << 3 | 2);
            varint(utf8.length);
            raw(utf8, utf8.length);
        }
    }

    void field(int number, Encoder message) {
        varint((long) number << 3 | 2);
        varint(message.size);
        raw(message.bytes, message.size);
    }

    void raw(byte[] value, int length) {
        ensure(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
    }

    void varint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
        }
    }
}
