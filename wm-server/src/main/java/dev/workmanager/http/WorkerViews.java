package dev.workmanager.http;

import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.WorkerStatus;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.Store;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Workers as people see them. */
final class WorkerViews {
    private static final About NOTHING = new About(null, null, null, null, null);

    private final Store store;
    private final Presence presence;

    WorkerViews(Store store, Presence presence) {
        this.store = store;
        this.presence = presence;
    }

    /**
     * The worker with an id.
     *
     * @throws RefusedException if there is none
     */
    WorkerStatus named(String id) {
        return store.worker(id(id)).map(this::of).orElseThrow(() -> unknown(id));
    }

    /**
     * What may be a worker's id.
     *
     * @throws RefusedException if no worker can have it
     */
    static WorkerId id(String text) {
        try {
            return new WorkerId(text);
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
    }

    private static RefusedException unknown(String id) {
        return new RefusedException(ErrorCode.NOT_FOUND, "there is no worker '" + id + "' here");
    }

    WorkerStatus of(dev.workmanager.store.WorkerStatus status) {
        Worker worker = status.worker();
        About about = Optional.ofNullable(worker.about()).orElse(NOTHING);
        OptionalLong lastSeen = presence.lastSeen(worker.id());
        return new WorkerStatus(
                worker.id().text(),
                about.group(),
                about.host(),
                about.pid(),
                about.version(),
                time(about.startedAt()),
                Times.text(worker.firstSeen()),
                lastSeen.isPresent() ? Times.text(lastSeen.getAsLong()) : null,
                Standings.order(worker.order()),
                status.done(),
                status.failed(),
                status.holds().stream()
                        .map(held -> new WorkerStatus.Held(held.job(), held.id(), held.attempt()))
                        .toList());
    }

    private static @Nullable String time(@Nullable Long epochMillis) {
        return epochMillis == null ? null : Times.text(epochMillis);
    }
}
