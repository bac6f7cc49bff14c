package dev.workmanager.http;

import dev.workmanager.protocol.About;
import dev.workmanager.rules.Registration;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.RegistryReader;
import dev.workmanager.store.Store;
import dev.workmanager.store.WorkerStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is there, as wokmanager means it: all who are registered, and whoever takes items and holds one, or was heard of within two minutes.
 * Thread-safe.
 */
public final class Roster {
    /** Somebody who is there; the group, where one is known. */
    public record Entry(String id, @Nullable String group) {}

    private final Store store;
    private final Presence presence;

    /** Of a manager. */
    public Roster(Store store, Presence presence) {
        this.store = store;
        this.presence = presence;
    }

    /** Everybody: who takes items first, the oldest of them first. Takes the longer the more there are. */
    public List<Entry> all() {
        RegistryReader registry = store.registry();
        Map<String, Entry> entries = new LinkedHashMap<>();
        store.workers().stream()
                .filter(this::isHere)
                .map(Roster::entry)
                .forEach(entry -> entries.put(entry.id(), entry));
        registry.all().forEach(registration -> entries.put(registration.worker(), entry(registration)));
        return new ArrayList<>(entries.values());
    }

    private boolean isHere(WorkerStatus status) {
        return !status.holds().isEmpty() || presence.isHere(status.worker().id());
    }

    private static Entry entry(WorkerStatus status) {
        Worker worker = status.worker();
        String group = Optional.ofNullable(worker.about()).map(About::group).orElse(null);
        return new Entry(worker.id().text(), group);
    }

    private static Entry entry(Registration registration) {
        return new Entry(registration.worker(), registration.group());
    }
}
