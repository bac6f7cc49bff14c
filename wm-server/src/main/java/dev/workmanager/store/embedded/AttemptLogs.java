package dev.workmanager.store.embedded;

import dev.workmanager.model.JobId;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.protocol.StoredLog;
import dev.workmanager.store.Logs;
import dev.workmanager.store.ResultFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs as files: {@code logs/{job}/{hundreds}/{item}-{attempt}-{bits}} in the data folder, the attempt's lease token taken apart; those of
 * a hundred items share a folder. An attempt that says nothing has no file. The length of a file is all that is known of it, so
 * a kill at any moment leaves a log that can be gone on with. Nothing here is synced.
 */
final class AttemptLogs implements Logs {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLogs.class);
    private static final String FOLDER = "logs";
    private static final int ITEMS_A_FOLDER = 100;
    private static final int STRIPES = 64;
    /** So much room is left to results and the journal, which are promised. */
    private static final long RESERVE = 64L << 20;

    /** Behind the first bytes of a log that are kept: a file that is longer than they are takes no more. */
    private static final byte[] MARK = ("\n[cut here: of an attempt's log the manager keeps " + StoredLog.MAX_SIZE
                    + " bytes]\n")
            .getBytes(StandardCharsets.UTF_8);

    private final Disk disk;
    private final Path data;
    private final Path logs;
    private final LogSweeper sweeper;
    private final Object[] locks = Stream.generate(Object::new).limit(STRIPES).toArray();
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param data the data folder
     * @param background removes what is discarded
     */
    AttemptLogs(Disk disk, Path data, Executor background) {
        this.disk = disk;
        this.data = data;
        this.logs = data.resolve(FOLDER);
        this.sweeper = new LogSweeper(disk, background);
    }

    /** Removes the logs of all other jobs, in the background; for a start. */
    void keepOnly(Set<JobId> jobs) throws IOException {
        if (disk.exists(logs)) {
            for (String name : disk.list(logs)) {
                if (jobs.stream().noneMatch(job -> job.toString().equals(name))) {
                    sweeper.remove(logs.resolve(name));
                }
            }
        }
    }

    @Override
    public StoredLog append(LeaseToken attempt, long offset, ByteBuffer bytes) {
        Path file = file(attempt);
        synchronized (locks[Math.floorMod(attempt.hashCode(), STRIPES)]) {
            try {
                write(attempt, file, offset, bytes);
                if (failing.get() && failing.getAndSet(false)) {
                    LOG.info("the logs of attempts can be written again");
                }
            } catch (IOException e) {
                if (!failing.getAndSet(true)) {
                    LOG.warn(
                            "cannot write {}: {}; the logs of attempts are cut until there is room",
                            file,
                            e.toString());
                }
            }
            return stored(file);
        }
    }

    private StoredLog stored(Path file) {
        long size = size(file);
        return new StoredLog(Math.min(size, StoredLog.MAX_SIZE), size > StoredLog.MAX_SIZE);
    }

    private long size(Path file) {
        try {
            return disk.exists(file) ? disk.size(file) : 0;
        } catch (IOException e) {
            LOG.debug("{} is not there, so it holds nothing: {}", file, e.toString());
            return 0;
        }
    }

    private void write(LeaseToken attempt, Path file, long offset, ByteBuffer bytes) throws IOException {
        long size = size(file);
        if (size > StoredLog.MAX_SIZE || offset > size || size - offset >= bytes.remaining()) {
            return;
        }
        long fresh = bytes.remaining() - (size - offset);
        bytes.position(bytes.limit() - (int) fresh);
        if (disk.room(data) < RESERVE + fresh) {
            throw new IOException("there is little room, which is for results");
        }
        long room = StoredLog.MAX_SIZE - size;
        boolean over = fresh > room;
        if (over) {
            bytes.limit(bytes.position() + (int) room);
        }
        try (DiskFile log = disk.exists(file) ? disk.open(file) : create(attempt, file)) {
            log.write(bytes, size);
            if (over) {
                log.write(ByteBuffer.wrap(MARK), StoredLog.MAX_SIZE);
            }
        }
    }

    private DiskFile create(LeaseToken attempt, Path file) throws IOException {
        Path folder = folder(attempt);
        disk.createFolders(folder);
        if (attempt.attempt() > StoredLog.KEPT_ATTEMPTS) {
            forgetEarlier(attempt, folder);
        }
        return disk.create(file);
    }

    /** Those of so many attempts ago. The names of a folder are few enough to look at all of them. */
    private void forgetEarlier(LeaseToken attempt, Path folder) throws IOException {
        for (String name : disk.list(folder)) {
            boolean old = LeaseToken.parse(attempt.job() + "-" + name)
                    .filter(other -> other.item() == attempt.item()
                            && other.attempt() <= attempt.attempt() - StoredLog.KEPT_ATTEMPTS)
                    .isPresent();
            if (old) {
                disk.delete(folder.resolve(name));
            }
        }
    }

    @Override
    public Optional<ResultFile> open(LeaseToken attempt) throws IOException {
        Path file = file(attempt);
        try {
            return disk.exists(file) ? Optional.of(new OpenFile(disk.open(file))) : Optional.empty();
        } catch (NoSuchFileException removedMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public void discard(JobId job) {
        sweeper.remove(logs.resolve(job.toString()));
    }

    /** Removes nothing more. */
    void close() {
        sweeper.close();
    }

    private Path folder(LeaseToken attempt) {
        return logs.resolve(attempt.job().toString()).resolve(Long.toString(attempt.item() / ITEMS_A_FOLDER));
    }

    private Path file(LeaseToken attempt) {
        return folder(attempt).resolve(attempt.toString().substring(JobId.TEXT_LENGTH + 1));
    }
}
