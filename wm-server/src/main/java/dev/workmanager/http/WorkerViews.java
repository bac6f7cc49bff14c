package dev.workmanager.http;

import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.WorkerStatus;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Registration;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Workers as people see them. */
final class WorkerViews {
    private static final About NOTHING = new About(null, null, null, null, null);

    private final Store store;
    private final Presence presence;
    private final ProgressNotes notes;

    WorkerViews(Store store, Presence presence, ProgressNotes notes) {
        this.store = store;
        this.presence = presence;
        this.notes = notes;
    }

    /**
     * The worker with an id.
     *
     * @throws RefusedException if there is none
     */
    WorkerStatus named(String id) {
        return taking(id)
                .map(this::of)
                .or(() -> store.registry().registration(id).map(WorkerViews::of))
                .orElseThrow(() -> unknown(id));
    }

    private Optional<dev.workmanager.store.WorkerStatus> taking(String id) {
        return WorkerId.allows(id) ? store.worker(new WorkerId(id)) : Optional.empty();
    }

    /** All: who takes items first, the oldest of them first, then who has only registered. Takes the longer the more there are. */
    List<WorkerStatus> all() {
        Map<String, WorkerStatus> all = new LinkedHashMap<>();
        store.registry().all().forEach(registration -> all.put(registration.worker(), of(registration)));
        List<WorkerStatus> views = new ArrayList<>();
        store.workers().forEach(status -> {
            views.add(of(status));
            all.remove(status.worker().id().text());
        });
        views.addAll(all.values());
        return views;
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

    private static WorkerStatus of(Registration registration) {
        String at = Times.text(registration.at());
        return new WorkerStatus(
                registration.worker(),
                registration.group(),
                null,
                null,
                null,
                null,
                at,
                at,
                null,
                null,
                0,
                0,
                List.of());
    }

    private WorkerStatus of(dev.workmanager.store.WorkerStatus status) {
        Worker worker = status.worker();
        Optional<Registration> registration =
                store.registry().registration(worker.id().text());
        About about = Optional.ofNullable(worker.about()).orElse(NOTHING);
        OptionalLong lastSeen = presence.lastSeen(worker.id());
        return new WorkerStatus(
                worker.id().text(),
                registration.map(Registration::group).orElse(about.group()),
                about.host(),
                about.pid(),
                about.version(),
                time(about.startedAt()),
                Times.text(worker.firstSeen()),
                registration.map(Registration::at).map(Times::text).orElse(null),
                lastSeen.isPresent() ? Times.text(lastSeen.getAsLong()) : null,
                Standings.order(worker.order()),
                status.done(),
                status.failed(),
                status.holds().stream()
                        .map(held -> new WorkerStatus.Held(
                                held.job().name(),
                                held.id(),
                                held.attempt(),
                                notes.of(held.job().id(), held.id(), held.attempt())
                                        .orElse(null)))
                        .toList());
    }

    private static @Nullable String time(@Nullable Long epochMillis) {
        return epochMillis == null ? null : Times.text(epochMillis);
    }
}
