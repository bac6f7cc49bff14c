package dev.workmanager.cli;

import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Words;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items in lists. */
record ItemView(Words words) implements View<ItemStatus> {
    @Override
    public List<Column> columns() {
        return List.of(
                Column.right("ITEM"),
                Column.left("STATE"),
                Column.right("ATTEMPTS"),
                Column.right("RESULT"),
                Column.left("DATA"),
                Column.left("NOTE"));
    }

    @Override
    public List<Cell> cells(ItemStatus item) {
        return List.of(
                Cell.of(Long.toString(item.id())),
                Cell.of(item.state(), colour(item.state())),
                Cell.of(item.attempts() == 0 ? null : Integer.toString(item.attempts())),
                Cell.of(Words.size(item.resultSize())),
                Cell.of(item.data()),
                Cell.of(note(item)));
    }

    private String note(ItemStatus item) {
        if (item.progress() != null) {
            return item.progress();
        }
        String again = item.state().equals("pending") ? words.until(item.notBefore()) : "";
        String said = item.state().equals("done") ? "" : Words.lastLine(item.stderr());
        return again.isEmpty() ? said : "again in " + again + (said.isEmpty() ? "" : "; " + said);
    }

    /** What a state looks like. */
    static Ink.@Nullable Colour colour(String state) {
        return switch (state) {
            case "done" -> Ink.Colour.GREEN;
            case "failed" -> Ink.Colour.RED;
            case "running" -> Ink.Colour.CYAN;
            case "cancelled" -> Ink.Colour.YELLOW;
            default -> null;
        };
    }

    @Override
    public List<String> names() {
        return List.of(
                "item",
                "state",
                "data",
                "attempts",
                "failures",
                "give_backs",
                "losses",
                "not_before",
                "result_size",
                "result_sha256",
                "stderr");
    }

    @Override
    public List<@Nullable Object> values(ItemStatus item) {
        return Arrays.asList(
                item.id(),
                item.state(),
                item.data(),
                item.attempts(),
                item.failures(),
                item.giveBacks(),
                item.losses(),
                item.notBefore(),
                item.resultSize(),
                item.resultSha256(),
                item.stderr());
    }

    @Override
    public String key(ItemStatus item) {
        return Long.toString(item.id());
    }
}
