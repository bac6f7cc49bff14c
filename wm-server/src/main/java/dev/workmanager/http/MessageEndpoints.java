package dev.workmanager.http;

import dev.workmanager.protocol.Report;
import dev.workmanager.store.Store;
import java.util.List;

/** What is told of workers, below {@code /v1}. */
public final class MessageEndpoints {
    private MessageEndpoints() {}

    /**
     * The table.
     *
     * @param store what the requests change
     * @param bodies reads what they bring
     */
    public static List<Endpoint> of(Store store, Bodies bodies) {
        return List.of(
                new Endpoint(HttpMethod.POST, Report.PATH, Role.WORK, new ReportHandler(store, bodies)),
                new Endpoint(HttpMethod.GET, Report.PATH, Role.READ, new MessagesHandler(store.registry())));
    }
}
