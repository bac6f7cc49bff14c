package dev.workmanager.client;

import dev.workmanager.protocol.ChangedItems;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.MalformedJsonException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What people want of items. */
record ItemCalls(Asking manager) {
    private static final String NDJSON = "application/x-ndjson";
    /** The manager may look through many items before it finds one in the state that is asked for. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    ItemStatus get(String job, long id) {
        return manager.ask("GET", path(job, id), null, ItemStatus.class, item -> item.state() != null);
    }

    ChangedItems change(String job, long id, String how) {
        return manager.ask("POST", path(job, id) + "/" + how, JobCalls.NOTHING, ChangedItems.class, items -> true);
    }

    /** What breaks off is gone on with behind the last item that came. */
    void forEach(String job, Optional<String> state, long from, long to, Predicate<ItemStatus> visitor) {
        if (to < from) {
            return;
        }
        Walk walk = new Walk(job, state, to, visitor);
        walk.next = from;
        manager.ask((client, cut) -> walk.goOn(client, cut));
    }

    private static String path(String job, long id) {
        return ItemStatus.path(job, Long.toString(id));
    }

    private static final class Walk {
        private final String job;
        private final Optional<String> state;
        private final long to;
        private final Predicate<ItemStatus> visitor;
        private long next;

        private Walk(String job, Optional<String> state, long to, Predicate<ItemStatus> visitor) {
            this.job = job;
            this.state = state;
            this.to = to;
            this.visitor = visitor;
        }

        private boolean goOn(ManagerClient client, Cut cut) {
            List<Map.Entry<String, String>> query = new ArrayList<>();
            query.add(Map.entry("from", Long.toString(next)));
            state.ifPresent(word -> query.add(Map.entry("state", word)));
            if (state.isEmpty() && to - next < Long.MAX_VALUE) {
                query.add(Map.entry("limit", Long.toString(to - next + 1)));
            }
            return client.readLines(ItemStatus.path(job), query, NDJSON, SILENCE, this::visit, cut);
        }

        private boolean visit(byte[] line) {
            ItemStatus item = item(line);
            if (item.id() > to) {
                return false;
            }
            boolean more = visitor.test(item);
            next = item.id() + 1;
            return more && item.id() < to;
        }
    }

    private static ItemStatus item(byte[] line) {
        try {
            return Json.read(line, ItemStatus.class);
        } catch (MalformedJsonException e) {
            throw new UnavailableException("an item that makes no sense: " + e.getMessage(), e);
        }
    }
}
