package dev.workmanager.wrapper;

import dev.workmanager.client.AttemptLog;
import dev.workmanager.client.Completion;
import dev.workmanager.process.Spool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a child wrote to its standard output, as a part of its item's log where it is not the result. */
final class StdoutLog {
    /** Of more the end is told. As much as the log keeps of what cannot be sent at once, with the line before it. */
    private static final int MOST = 47 << 10;

    private StdoutLog() {}

    /**
     * Adds it, behind all that was said on the standard error.
     *
     * @param completion what is told of the attempt
     */
    static void add(AttemptLog log, Completion completion, AttemptFiles files) throws IOException {
        Spool stdout = files.stdout();
        long size = stdout.size();
        if (size == 0 || completion.result() != null && !files.hasResultFile()) {
            return;
        }
        byte[] end = read(stdout, Math.max(0, size - MOST), size);
        String which = end.length < size ? "standard output, the last " + end.length + " bytes" : "standard output";
        byte[] head = ("\n[" + which + "]\n").getBytes(StandardCharsets.UTF_8);
        log.append(head, 0, head.length);
        log.append(end, 0, end.length);
    }

    private static byte[] read(Spool stdout, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        while (bytes.hasRemaining() && stdout.read(bytes, from + bytes.position()) >= 0) {
            // until all is there
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
