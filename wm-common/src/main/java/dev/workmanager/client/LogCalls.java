package dev.workmanager.client;

import dev.workmanager.protocol.ItemStatus;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalInt;

/** What a program wants of the logs of items. */
record LogCalls(Asking manager) {
    private static final String RUNNING = "running";

    void copy(String job, long id, OutputStream to) {
        copy(job, id, OptionalInt.empty(), to);
    }

    void copy(String job, long id, OptionalInt attempt, OutputStream to) {
        byte[] whole = manager.ask((client, cut) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            client.readLog(job, id, attempt, false, 0, bytes, cut);
            return bytes.toByteArray();
        });
        try {
            to.write(whole);
        } catch (IOException e) {
            throw new UncheckedIOException("the log of item " + id + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** A stream that ends may have lost its manager: only the item tells whether its attempt has ended. */
    void follow(String job, long id, OutputStream to) {
        follow(job, id, OptionalInt.empty(), to);
    }

    void follow(String job, long id, OptionalInt chosen, OutputStream to) {
        int attempt = chosen.orElseGet(() -> item(job, id).attempts());
        OptionalInt newest = attempt == 0 ? OptionalInt.empty() : OptionalInt.of(attempt);
        Counted counted = new Counted(to);
        boolean ended = false;
        while (!ended) {
            // Asked first: whatever an attempt says it says before its end.
            ended = hasEnded(item(job, id), attempt);
            manager.ask((client, cut) -> client.readLog(job, id, newest, true, counted.count, counted, cut));
        }
    }

    private static boolean hasEnded(ItemStatus item, int attempt) {
        return item.attempts() != attempt || !item.state().equals(RUNNING);
    }

    private ItemStatus item(String job, long id) {
        return manager.ask(
                "GET",
                ItemStatus.path(job, Long.toString(id)),
                null,
                ItemStatus.class,
                answer -> answer.state() != null);
    }

    /** Knows how much has gone by, so that a stream that breaks is gone on with. */
    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }
}
