package dev.workmanager.cli;

import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Words;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts of an item. */
record AttemptView(Words words) implements View<AttemptStatus> {
    @Override
    public List<Column> columns() {
        return List.of(
                Column.right("ATTEMPT"),
                Column.left("STARTED"),
                Column.right("TOOK"),
                Column.left("ENDED AS"),
                Column.left("HOST"),
                Column.left("WORKER"),
                Column.left("WHY"));
    }

    @Override
    public List<Cell> cells(AttemptStatus attempt) {
        String end = attempt.end() == null ? "running" : attempt.end();
        return List.of(
                Cell.of(Integer.toString(attempt.number())),
                Cell.of(words.clock(attempt.startedAt())),
                Cell.of(words.length(attempt.startedAt(), attempt.endedAt())),
                Cell.of(end, colour(end)),
                Cell.of(attempt.host()),
                Cell.of(attempt.worker() == null ? "" : attempt.worker() + "/" + attempt.slot()),
                Cell.of(attempt.why()));
    }

    private static Ink.@Nullable Colour colour(String end) {
        return switch (end) {
            case "done" -> Ink.Colour.GREEN;
            case "running" -> Ink.Colour.CYAN;
            case "failed", "timed-out" -> Ink.Colour.RED;
            default -> Ink.Colour.YELLOW;
        };
    }

    @Override
    public List<String> names() {
        return List.of("attempt", "started_at", "ended_at", "end", "exit", "signal", "host", "worker", "slot", "why");
    }

    @Override
    public List<@Nullable Object> values(AttemptStatus attempt) {
        return Arrays.asList(
                attempt.number(),
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.end(),
                attempt.exit(),
                attempt.signal(),
                attempt.host(),
                attempt.worker(),
                attempt.slot(),
                attempt.why());
    }

    @Override
    public String key(AttemptStatus attempt) {
        return Integer.toString(attempt.number());
    }
}
