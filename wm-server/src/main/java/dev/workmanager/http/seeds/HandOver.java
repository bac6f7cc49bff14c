package dev.workmanager.http.seeds;

import dev.workmanager.http.Call;
import dev.workmanager.http.ComeAgainException;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.Taken;
import dev.workmanager.store.Store;
import dev.workmanager.store.Undelivered;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a requester what was taken for him, or takes it back. */
final class HandOver {
    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    /** With {@code status} {@code up}: here is an item; its data, where it has any. */
    private record Up(String status, long id, @Nullable String data) {}

    private record Done(String status) {}

    private static final Done DONE = new Done("done");

    private final Store store;

    HandOver(Store store) {
        this.store = store;
    }

    /** Answers once there is something to answer. */
    void when(CompletableFuture<Taken> taken, Call call) {
        call.await(taken, what -> answer(what, call));
    }

    private void answer(Taken taken, Call call) {
        if (taken instanceof Taken.Handed handed) {
            HandedOut item = handed.item();
            call.answer(new Up("up", item.id(), store.data(item.job(), item.index())), () -> takeBack(item));
        } else if (taken instanceof Taken.Later later) {
            throw new ComeAgainException(
                    "every item that is pending waits to be tried again; come back later",
                    Duration.ofMillis(later.millis()));
        } else {
            call.answer(DONE);
        }
    }

    private void takeBack(HandedOut item) {
        LOG.info("item {} was taken back: who asked for it is gone", item.id());
        Undelivered.takeBack(store, item);
    }
}
