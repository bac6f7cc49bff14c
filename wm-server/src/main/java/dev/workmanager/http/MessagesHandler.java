package dev.workmanager.http;

import dev.workmanager.protocol.KeptMessage;
import dev.workmanager.protocol.MessageList;
import dev.workmanager.protocol.Report;
import dev.workmanager.rules.Message;
import dev.workmanager.store.RegistryReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code GET /v1/messages}: a page of them, newest first, or those after one that is known. */
final class MessagesHandler implements Handler {
    private static final int USUAL_LIMIT = 100;

    private final RegistryReader registry;

    MessagesHandler(RegistryReader registry) {
        this.registry = registry;
    }

    @Override
    public void handle(Call call) {
        Queries.requireOnly(call, "worker", "group", "event", "before", "after", "limit");
        boolean forward = call.query("after").isPresent();
        if (forward && call.query("before").isPresent()) {
            throw Queries.wrong("either before or after");
        }
        long from = Queries.number(call, forward ? "after" : "before", 0, RegistryReader.END, RegistryReader.END);
        int limit = (int) Queries.number(call, "limit", 1, MessageList.MAX_LIMIT, USUAL_LIMIT);
        Predicate<Message> wanted = wanted(call);
        call.work(() -> list(forward, from, wanted, limit), call::answer);
    }

    private static Predicate<Message> wanted(Call call) {
        String worker = call.query("worker").orElse("*");
        Optional<String> group = call.query("group");
        List<String> events = List.of(call.query("event").orElse("*").split(",", -1));
        return message -> {
            Report report = message.report();
            return Wildcards.match(worker, report.worker())
                    && group.map(pattern -> Wildcards.matchGroup(pattern, report.group()))
                            .orElse(true)
                    && events.stream().anyMatch(event -> Wildcards.match(event, report.event()));
        };
    }

    private MessageList list(boolean forward, long from, Predicate<Message> wanted, int limit) {
        // One more than is asked for shows whether there are more.
        List<Message> found =
                forward ? registry.after(from, wanted, limit + 1) : registry.before(from, wanted, limit + 1);
        List<Message> page = found.subList(0, Math.min(limit, found.size()));
        return new MessageList(
                page.stream().map(MessagesHandler::view).toList(),
                found.size() > limit ? (Long) page.get(limit - 1).number() : null);
    }

    static KeptMessage view(Message message) {
        Report report = message.report();
        return new KeptMessage(
                message.number(),
                Times.text(message.at()),
                report.worker(),
                report.group(),
                report.event(),
                report.content(),
                report.key());
    }
}
