package dev.workmanager.store;

import dev.workmanager.rules.Command;
import dev.workmanager.rules.HandedOut;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was handed out and has not reached anybody. */
public final class Undelivered {
    private static final Logger LOG = LoggerFactory.getLogger(Undelivered.class);

    private Undelivered() {}

    /** Has the item taken back; does not wait for it, and where it cannot be done, it is told in the log. Thread-safe. */
    public static void takeBack(Store store, HandedOut item) {
        CompletableFuture<Boolean> unused = store.submit(new Command.TakeBack(item))
                .whenComplete((wasOut, failure) -> {
                    if (failure != null) {
                        LOG.atWarn()
                                .addKeyValue("job", item.job().name())
                                .addKeyValue("item", item.id())
                                .log(
                                        "item {} of job {} is with nobody, and comes back with its lease only: {}",
                                        item.id(),
                                        item.job().name(),
                                        failure.getMessage());
                    }
                });
    }
}
