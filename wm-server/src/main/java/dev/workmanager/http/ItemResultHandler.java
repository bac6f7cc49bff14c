package dev.workmanager.http;

import dev.workmanager.model.Hash;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.ResultFile;
import dev.workmanager.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** {@code GET /v1/jobs/{job}/items/{id}/result}: all of it, or a range of bytes. */
final class ItemResultHandler implements Handler {
    private static final Hash OF_NOTHING = Sha256.of(new byte[0]);

    /** A result, open. */
    private record Found(Optional<ResultFile> file, long size, Hash hash) {
        RangedAnswer answer() {
            return new RangedAnswer("application/octet-stream", file, size, Optional.of('"' + hash.toString() + '"'));
        }
    }

    private final Store store;

    ItemResultHandler(Store store) {
        this.store = store;
    }

    @Override
    public void handle(Call call) {
        Job job = Jobs.of(call, store).job();
        long index = Jobs.index(call, job);
        call.work(() -> find(job, index), found -> found.answer().send(call));
    }

    /** Looks again if another result has taken the place of the one that the item had. */
    private Found find(Job job, long index) {
        while (true) {
            Item item = store.item(job, index);
            if (item.state() != ItemState.DONE) {
                throw none(job, index, "it is " + ItemViews.word(item.state()));
            }
            Hash hash = item.resultHash();
            if (hash == null) {
                return new Found(Optional.empty(), 0, OF_NOTHING);
            }
            Optional<ResultFile> file = open(job, index);
            if (hash.equals(store.item(job, index).resultHash())) {
                return new Found(Optional.of(sameSize(file, item, job, index)), item.resultSize(), hash);
            }
            file.ifPresent(ItemResultHandler::close);
        }
    }

    private Optional<ResultFile> open(Job job, long index) {
        try {
            return store.result(job, index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ResultFile sameSize(Optional<ResultFile> file, Item item, Job job, long index) {
        ResultFile found = file.orElseThrow(() -> none(job, index, "its file is not in the out folder any more"));
        try {
            if (found.size() == item.resultSize()) {
                return found;
            }
        } catch (IOException e) {
            close(found);
            throw new UncheckedIOException(e);
        }
        close(found);
        throw none(job, index, "its file in the out folder does not have the " + item.resultSize() + " bytes any more");
    }

    private static void close(ResultFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RefusedException none(Job job, long index, String why) {
        return new RefusedException(
                ErrorCode.NO_RESULT,
                "item " + job.source().id(index) + " of job '" + job.name() + "' has no result: " + why);
    }
}
