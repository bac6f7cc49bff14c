package dev.workmanager.http;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Hash;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.VerifyStep;
import dev.workmanager.store.ItemPage;
import dev.workmanager.store.ResultFile;
import dev.workmanager.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the result files of a job with the records of its items, a part of a large one at a time. Used by one thread at a time. */
final class ResultCheck {
    private static final int BLOCK = 64 << 10;
    private static final long AT_ONCE = 32L << 20;

    private final Store store;
    private final Job job;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
    private @Nullable Open open;
    private long results;
    private long bytes;

    /** A result that is being read. */
    private static final class Open {
        private final ItemPage.Entry entry;
        private final ResultFile file;
        private final MessageDigest digest = Sha256.digest();
        private long offset;

        private Open(ItemPage.Entry entry, ResultFile file) {
            this.entry = entry;
            this.file = file;
        }
    }

    ResultCheck(Store store, Job job) {
        this.store = store;
        this.job = job;
    }

    /** So many were compared. */
    long results() {
        return results;
    }

    /** So many bytes of them were read. */
    long bytes() {
        return bytes;
    }

    /** Whether there is more to read of one. */
    boolean isBusy() {
        return open != null;
    }

    /** Looks at an item; adds what is wrong with it, as far as that is known at once. */
    void begin(ItemPage.Entry entry, List<VerifyStep.Finding> findings) {
        Item item = entry.item();
        duplicate(entry, findings);
        Optional<ResultFile> file;
        try {
            file = store.result(job, entry.index());
        } catch (IOException e) {
            add(findings, entry, "unreadable", "its result cannot be opened: " + e.getMessage());
            return;
        }
        if (item.state() != ItemState.DONE || item.resultHash() == null) {
            file.ifPresent(found -> stray(entry, found, findings));
            results += item.state() == ItemState.DONE ? 1 : 0;
            return;
        }
        results++;
        if (file.isEmpty()) {
            add(findings, entry, "missing", "its result of " + item.resultSize() + " bytes is not in the out folder");
            return;
        }
        open = new Open(entry, file.get());
        goOn(findings);
    }

    private void stray(ItemPage.Entry entry, ResultFile found, List<VerifyStep.Finding> findings) {
        try (found) {
            String should = entry.item().state() == ItemState.DONE ? "its result is empty" : "it is not done";
            add(findings, entry, "stray", should + ", but a file of " + found.size() + " bytes is in its place");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One completion is accepted, ever; those who name no worker may store a result again. */
    private void duplicate(ItemPage.Entry entry, List<VerifyStep.Finding> findings) {
        long done = 0;
        for (Attempt attempt : entry.item().attempts()) {
            done += attempt.worker() != 0 && attempt.ended(AttemptEnd.DONE) ? 1 : 0;
        }
        if (done > 1) {
            add(findings, entry, "duplicate", done + " of its attempts were accepted as done");
        }
    }

    /** Reads on, up to some ten MiB. */
    void goOn(List<VerifyStep.Finding> findings) {
        Open reading = open;
        if (reading == null) {
            return;
        }
        try {
            long until = reading.offset + AT_ONCE;
            int read = read(reading);
            while (read > 0 && reading.offset < until) {
                read = read(reading);
            }
            if (read <= 0) {
                open = null;
                reading.file.close();
                compare(reading, findings);
            }
        } catch (IOException e) {
            open = null;
            add(findings, reading.entry, "unreadable", "its result cannot be read: " + e.getMessage());
        }
    }

    private int read(Open reading) throws IOException {
        int read = reading.file.read(block.clear(), reading.offset);
        if (read > 0) {
            reading.digest.update(block.array(), 0, read);
            reading.offset += read;
            bytes += read;
        }
        return read;
    }

    /** What is wrong with a file that was read to its end, unless another result has taken its place meanwhile. */
    private void compare(Open read, List<VerifyStep.Finding> findings) {
        Item item = read.entry.item();
        Hash came = Hash.of(read.digest.digest());
        if (came.equals(item.resultHash()) || !item.equals(store.item(job, read.entry.index()))) {
            return;
        }
        if (read.offset != item.resultSize()) {
            add(
                    findings,
                    read.entry,
                    "size",
                    "its file has " + read.offset + " bytes, and its result had " + item.resultSize());
        } else {
            add(
                    findings,
                    read.entry,
                    "sha256",
                    "its file has the SHA-256 " + came + ", and its result had " + item.resultHash());
        }
    }

    private void add(List<VerifyStep.Finding> findings, ItemPage.Entry entry, String problem, String message) {
        findings.add(new VerifyStep.Finding(job.source().id(entry.index()), problem, message));
    }
}
