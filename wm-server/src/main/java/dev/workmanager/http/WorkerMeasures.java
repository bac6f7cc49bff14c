package dev.workmanager.http;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Measured;
import dev.workmanager.protocol.About;
import dev.workmanager.rules.Message;
import dev.workmanager.rules.Registration;
import dev.workmanager.store.RegistryReader;
import dev.workmanager.store.Store;
import dev.workmanager.store.WorkerStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Workers in numbers, by group: the largest groups have a line of their own, all others share one. */
public final class WorkerMeasures implements Measured {
    /** So many groups have numbers of their own. */
    public static final int MOST = 50;

    /** Stands for all other groups. */
    public static final String OTHERS = "(others)";

    private static final class Group {
        private long busy;
        private long idle;

        private long all() {
            return busy + idle;
        }

        private void put(Family workers, String name) {
            workers.with(busy, name, "busy").with(idle, name, "idle");
        }
    }

    private final Store store;
    private final Presence presence;

    /** Of those who take items from a store. */
    public WorkerMeasures(Store store, Presence presence) {
        this.store = store;
        this.presence = presence;
    }

    @Override
    public List<Family> measure() {
        Map<String, Group> groups = groups();
        List<String> largest = groups.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Group> entry) ->
                                entry.getValue().all())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
        Family workers = Family.gauge(
                "wm_workers",
                "Workers by group and state; busy: holds an item; idle: holds none, and was heard of in the last two minutes.",
                "group",
                "state");
        Group others = new Group();
        new TreeMap<>(groups).forEach((name, group) -> {
            if (largest.contains(name)) {
                group.put(workers, name);
            } else {
                others.busy += group.busy;
                others.idle += group.idle;
            }
        });
        if (groups.isEmpty()) {
            others.put(workers, "");
        }
        if (groups.size() > MOST) {
            others.put(workers, OTHERS);
        }
        return List.of(
                workers,
                Family.gauge(
                                "wm_workers_registered",
                                "Workers that have registered by wokmanager's routes, and not left.")
                        .with(store.registry().all().size()),
                Family.gauge("wm_messages_kept", "Messages of workers that are kept.")
                        .with(messages()));
    }

    private int messages() {
        return store.registry()
                .before(RegistryReader.END, message -> true, Message.MAX_KEPT)
                .size();
    }

    private Map<String, Group> groups() {
        Map<String, Group> groups = new HashMap<>();
        for (WorkerStatus status : store.workers()) {
            boolean busy = !status.holds().isEmpty();
            if (busy || presence.isHere(status.worker().id())) {
                Group group = groups.computeIfAbsent(group(status), name -> new Group());
                group.busy += busy ? 1 : 0;
                group.idle += busy ? 0 : 1;
            }
        }
        return groups;
    }

    private String group(WorkerStatus status) {
        return store.registry()
                .registration(status.worker().id().text())
                .map(Registration::group)
                .or(() -> Optional.ofNullable(status.worker().about()).map(About::group))
                .orElse("");
    }
}
