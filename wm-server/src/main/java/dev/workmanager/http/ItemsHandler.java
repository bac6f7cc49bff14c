package dev.workmanager.http;

import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.ItemList;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.store.ItemPage;
import dev.workmanager.store.Store;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** {@code GET /v1/jobs/{job}/items}: a page as JSON; or all from there on, one a line, for those who accept {@value #NDJSON}. */
final class ItemsHandler implements Handler {
    static final String NDJSON = "application/x-ndjson";
    private static final String HISTORY = "history";
    private static final int USUAL_LIMIT = 100;

    private final Store store;
    private final ItemViews views;

    ItemsHandler(Store store, ItemViews views) {
        this.store = store;
        this.views = views;
    }

    @Override
    public void handle(Call call) {
        Queries.requireOnly(call, "state", "from", "limit", HISTORY);
        Job job = Jobs.of(call, store).job();
        Optional<ItemState> state = call.query("state").map(ItemsHandler::state);
        long first = job.source().first();
        long from = Queries.number(call, "from", 0, Long.MAX_VALUE, first);
        long index = Math.max(0, from - first);
        BiFunction<Job, ItemPage.Entry, ItemStatus> view = isTrue(call, HISTORY) ? views::whole : views::brief;
        if (call.accepts(NDJSON)) {
            long most = Queries.number(call, "limit", 1, Long.MAX_VALUE, Long.MAX_VALUE);
            call.stream(NDJSON, new ItemPieces(store, view, job, state, index, most));
        } else {
            int limit = (int) Queries.number(call, "limit", 1, ItemList.MAX_LIMIT, USUAL_LIMIT);
            call.work(() -> list(job, store.page(job, state, index, limit), view), call::answer);
        }
    }

    private static ItemState state(String word) {
        return ItemViews.state(word)
                .orElseThrow(
                        () -> Queries.wrong("state: pending, running, done, failed or cancelled, not '" + word + "'"));
    }

    private static boolean isTrue(Call call, String parameter) {
        return switch (call.query(parameter).orElse("false")) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw Queries.wrong(parameter + ": true or false, or nothing for true");
        };
    }

    private static ItemList list(Job job, ItemPage page, BiFunction<Job, ItemPage.Entry, ItemStatus> view) {
        OptionalLong next = page.next();
        return new ItemList(
                page.items().stream().map(entry -> view.apply(job, entry)).toList(),
                next.isPresent() ? (Long) job.source().id(next.getAsLong()) : null);
    }
}
