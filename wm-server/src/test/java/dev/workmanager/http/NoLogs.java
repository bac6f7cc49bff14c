package dev.workmanager.http;

import dev.workmanager.model.JobId;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.protocol.StoredLog;
import dev.workmanager.store.Logs;
import dev.workmanager.store.ResultFile;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A place for logs without room. */
final class NoLogs implements Logs {
    @Override
    public StoredLog append(LeaseToken attempt, long offset, ByteBuffer bytes) {
        return new StoredLog(0, false);
    }

    @Override
    public Optional<ResultFile> open(LeaseToken attempt) {
        return Optional.empty();
    }

    @Override
    public void discard(JobId job) {
        // there are none
    }
}
