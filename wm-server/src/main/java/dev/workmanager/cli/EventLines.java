package dev.workmanager.cli;

import dev.workmanager.client.HeardEvent;
import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.protocol.GapEvent;
import dev.workmanager.protocol.ItemEvent;
import dev.workmanager.protocol.JobCounts;
import dev.workmanager.protocol.JobEvent;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.WorkerEvent;
import dev.workmanager.terminal.Harmless;
import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events, a line for each, written as soon as they are heard of. */
final class EventLines {
    /**
     * One in a few words.
     *
     * @param at when; empty for not known
     * @param subject whom it is about
     * @param detail what there is to say
     */
    private record Told(String at, String kind, String subject, String detail) {}

    private final Output out;
    private final Ink ink;
    private final Format format;
    private final Words words;

    EventLines(Request request) {
        this.out = request.surroundings().out();
        this.ink = request.surroundings().ink();
        this.format = request.format();
        this.words = request.words();
        if (format == Format.CSV) {
            out.line(Csv.row(List.of("id", "at", "kind", "subject", "detail")));
        }
    }

    void tell(HeardEvent event) {
        if (format == Format.NDJSON) {
            // The id stands within, so that --after can be told it.
            String body = new String(event.body(), StandardCharsets.UTF_8);
            out.line(Harmless.json("{\"id\":\"" + event.id() + "\"," + body.substring(1)));
        } else {
            Told told = told(event);
            out.line(
                    format == Format.CSV
                            ? Csv.row(Arrays.asList(event.id(), told.at, told.kind, told.subject, told.detail))
                            : line(told));
        }
        out.flush();
    }

    private String line(Told told) {
        String time = told.at.isEmpty() ? "" : words.clock(told.at);
        Ink.@Nullable Colour colour = colour(told.kind);
        String kind = String.format("%-14s", told.kind);
        return String.format("%-8s", time) + "  " + (colour == null ? kind : ink.in(colour, kind)) + "  "
                + Harmless.line(told.subject) + (told.detail.isEmpty() ? "" : "  " + Harmless.line(told.detail));
    }

    private static Ink.@Nullable Colour colour(String kind) {
        return switch (kind) {
            case "item.done", "job.ended" -> Ink.Colour.GREEN;
            case "item.failed", "worker.lost", "gap" -> Ink.Colour.RED;
            case "item.cancelled", "worker.ordered", "job.changed", "job.deleted" -> Ink.Colour.YELLOW;
            default -> null;
        };
    }

    private Told told(HeardEvent event) {
        String kind = event.kind();
        return switch (kind.split("\\.", 2)[0]) {
            case "job" -> told(Json.read(event.body(), JobEvent.class));
            case "item" -> told(Json.read(event.body(), ItemEvent.class));
            case "worker" -> told(Json.read(event.body(), WorkerEvent.class));
            case "gap" -> told(Json.read(event.body(), GapEvent.class));
            default -> new Told("", kind, new String(event.body(), StandardCharsets.UTF_8), "");
        };
    }

    private static Told told(JobEvent event) {
        JobCounts items = event.status().items();
        String failed = items.failed() == 0 ? "" : ", " + Words.number(items.failed()) + " failed";
        String reason =
                event.status().reason() == null ? "" : "; " + event.status().reason();
        return new Told(
                event.at(),
                event.kind(),
                event.job(),
                event.status().state() + ", " + Words.number(items.done()) + " of " + Words.number(items.total())
                        + " done" + failed + reason);
    }

    private Told told(ItemEvent event) {
        AttemptStatus attempt = event.attempt();
        String how = attempt == null
                ? ""
                : "attempt " + attempt.number() + (attempt.host() == null ? "" : " on " + attempt.host()) + ", "
                        + words.length(attempt.startedAt(), attempt.endedAt())
                        + ("done".equals(attempt.end()) ? "" : ": " + attempt.end() + ", " + attempt.why());
        String again = words.until(event.notBefore());
        return new Told(
                event.at(),
                event.kind(),
                event.job() + " " + event.id(),
                how + (again.isEmpty() ? "" : "; again in " + again));
    }

    private static Told told(WorkerEvent event) {
        String group = event.group() == null ? "" : event.group() + " ";
        String host = event.host() == null ? "" : "on " + event.host();
        return new Told(
                event.at(),
                event.kind(),
                event.worker(),
                (group + host + (event.order() == null ? "" : " " + event.order())).strip());
    }

    private static Told told(GapEvent event) {
        String lost = event.lost() == null ? "nobody knows how many" : Words.number(event.lost());
        return new Told("", event.kind(), "events were lost: " + lost, "");
    }
}
