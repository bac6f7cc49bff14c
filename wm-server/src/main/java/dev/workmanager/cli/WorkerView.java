package dev.workmanager.cli;

import dev.workmanager.protocol.WorkerStatus;
import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Words;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Workers in lists. */
record WorkerView(Words words) implements View<WorkerStatus> {
    @Override
    public List<Column> columns() {
        return List.of(
                Column.left("WORKER"),
                Column.left("GROUP"),
                Column.left("HOST"),
                Column.right("PID"),
                Column.right("DONE"),
                Column.right("FAILED"),
                Column.right("SEEN"),
                Column.left("ORDER"),
                Column.left("HOLDS"));
    }

    @Override
    public List<Cell> cells(WorkerStatus worker) {
        return List.of(
                Cell.of(worker.id()),
                Cell.of(worker.group()),
                Cell.of(worker.host()),
                Cell.of(worker.pid() == null ? null : worker.pid().toString()),
                Cell.number(worker.done()),
                Cell.number(worker.failed(), Ink.Colour.RED),
                Cell.of(words.age(worker.lastSeen())),
                worker.order() == null ? Cell.EMPTY : Cell.of(worker.order(), Ink.Colour.YELLOW),
                Cell.of(holds(worker)));
    }

    private static String holds(WorkerStatus worker) {
        return worker.holds().stream()
                .map(held -> held.job() + "/" + held.id() + (held.attempt() == 1 ? "" : "#" + held.attempt()))
                .collect(Collectors.joining(" "));
    }

    @Override
    public List<String> names() {
        return List.of(
                "worker",
                "group",
                "host",
                "pid",
                "version",
                "started_at",
                "first_seen",
                "registered_at",
                "last_seen",
                "order",
                "done",
                "failed",
                "holds");
    }

    @Override
    public List<@Nullable Object> values(WorkerStatus worker) {
        return Arrays.asList(
                worker.id(),
                worker.group(),
                worker.host(),
                worker.pid(),
                worker.version(),
                worker.startedAt(),
                worker.firstSeen(),
                worker.registeredAt(),
                worker.lastSeen(),
                worker.order(),
                worker.done(),
                worker.failed(),
                holds(worker));
    }

    @Override
    public String key(WorkerStatus worker) {
        return worker.id();
    }
}
