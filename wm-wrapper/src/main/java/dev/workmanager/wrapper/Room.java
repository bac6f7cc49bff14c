package dev.workmanager.wrapper;

import dev.workmanager.client.ResultSource;
import dev.workmanager.process.Scratch;
import dev.workmanager.process.Spool;
import dev.workmanager.protocol.EndedAttempt;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where what a child has answered lies until it is told: short answers in memory, as long as they are few; the others on disk, however
 * many and long they are. Thread-safe.
 */
final class Room {
    private static final long MOST_IN_MEMORY = 4 << 20;

    private final Scratch scratch;
    private final String name;
    private final AtomicLong inMemory = new AtomicLong();
    private final AtomicLong spools = new AtomicLong();

    /** @param name what nothing else there begins with */
    Room(Scratch scratch, String name) {
        this.scratch = scratch;
        this.name = name;
    }

    /** How many bytes of one answer may be in memory just now. */
    int memory() {
        return inMemory.get() < MOST_IN_MEMORY ? EndedAttempt.MAX_INLINE : 0;
    }

    /** Whether there is so much in memory that it should be told. */
    boolean isFull() {
        return inMemory.get() >= MOST_IN_MEMORY / 2;
    }

    /** @throws dev.workmanager.process.CannotStartException if it cannot be made */
    Spool spool() {
        return Spool.create(scratch.folder(), name + "-" + spools.getAndIncrement() + ".line");
    }

    /**
     * Keeps an answer that is in memory.
     *
     * @throws dev.workmanager.process.CannotStartException if it cannot be
     */
    Kept keep(byte[] bytes) throws IOException {
        if (bytes.length > memory()) {
            Spool spool = spool();
            spool.fill(bytes);
            return keep(spool);
        }
        inMemory.addAndGet(bytes.length);
        return new InMemory(ResultSource.of(bytes));
    }

    /** Keeps an answer that is on disk. */
    Kept keep(Spool spool) throws IOException {
        return new OnDisk(new SpooledResult(spool), spool);
    }

    private record OnDisk(ResultSource bytes, Spool spool) implements Kept {
        @Override
        public void close() throws IOException {
            spool.close();
        }
    }

    private final class InMemory implements Kept {
        private final ResultSource bytes;

        private InMemory(ResultSource bytes) {
            this.bytes = bytes;
        }

        @Override
        public ResultSource bytes() {
            return bytes;
        }

        @Override
        public void close() {
            inMemory.addAndGet(-bytes.size());
        }
    }
}
