package dev.workmanager.cli;

import dev.workmanager.protocol.ItemStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A tar archive (POSIX ustar) with a file for each result, named for its item. */
final class ResultArchive implements ResultStream {
    private static final int BLOCK = 512;
    private static final long LARGEST_OCTAL = 1L << 33;

    private final Request request;
    private final String job;
    private final long time;

    ResultArchive(Request request, String job) {
        this.request = request;
        this.job = job;
        this.time = Instant.parse(request.client().job(job).createdAt()).getEpochSecond();
    }

    @Override
    public void add(ItemStatus item) {
        long size = item.resultSize() == null ? 0 : item.resultSize();
        byte[] header = header(Long.toString(item.id()), size);
        out().write(header, 0, BLOCK);
        try (Sized content = new Sized(out(), size, item.id())) {
            request.client().result(job, item.id(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        int rest = (int) (size % BLOCK);
        zeros(rest == 0 ? 0 : BLOCK - rest);
    }

    private byte[] header(String name, long size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        if (size < LARGEST_OCTAL) {
            put(header, 124, String.format("%011o\0", size));
        } else {
            // as GNU tar and bsdtar have it: binary, which a set first bit tells
            for (int i = 0; i < Long.BYTES; i++) {
                header[135 - i] = (byte) (size >>> (8 * i));
            }
            header[124] = (byte) 0x80;
        }
        put(header, 136, String.format("%011o\0", time));
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private void zeros(int count) {
        out().write(new byte[count], 0, count);
    }

    @Override
    public void end() {
        zeros(2 * BLOCK);
        out().flush();
    }

    private Output out() {
        return request.surroundings().out();
    }
}
