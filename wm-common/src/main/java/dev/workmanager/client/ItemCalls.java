package dev.workmanager.client;

import dev.workmanager.protocol.ChangedItems;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.MalformedJsonException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    void forEach(String job, ItemQuery query, Predicate<ItemStatus> visitor) {
        Walk walk = new Walk(job, query, visitor);
        boolean ended = query.to() < query.from();
        while (!ended) {
            ended = manager.ask((client, cut) -> walk.goOn(client, cut));
        }
    }

    private static String path(String job, long id) {
        return ItemStatus.path(job, Long.toString(id));
    }

    private static final class Walk {
        private final String job;
        private final ItemQuery query;
        private final Predicate<ItemStatus> visitor;
        private long next;

        private Walk(String job, ItemQuery query, Predicate<ItemStatus> visitor) {
            this.job = job;
            this.query = query;
            this.visitor = visitor;
            this.next = query.from();
        }

        /** Whether there is no more. A visitor who lets the manager wait for long is cut off; that is no misfortune that lasts. */
        private boolean goOn(ManagerClient client, Cut cut) {
            long began = next;
            try {
                client.readLines(ItemStatus.path(job), parameters(), NDJSON, SILENCE, this::visit, cut);
                return true;
            } catch (UnavailableException e) {
                if (next == began) {
                    throw e;
                }
                return false;
            }
        }

        private List<Map.Entry<String, String>> parameters() {
            List<Map.Entry<String, String>> parameters = new ArrayList<>();
            parameters.add(Map.entry("from", Long.toString(next)));
            query.state().ifPresent(word -> parameters.add(Map.entry("state", word)));
            if (query.state().isEmpty() && query.to() - next < Long.MAX_VALUE) {
                parameters.add(Map.entry("limit", Long.toString(query.to() - next + 1)));
            }
            if (query.history()) {
                parameters.add(Map.entry("history", "true"));
            }
            return parameters;
        }

        private boolean visit(byte[] line) {
            ItemStatus item = item(line);
            if (item.id() > query.to()) {
                return false;
            }
            boolean more = visitor.test(item);
            next = item.id() + 1;
            return more && item.id() < query.to();
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
