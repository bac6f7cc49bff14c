package dev.workmanager.cli;

import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.terminal.Harmless;
import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code wm item}: one item with all its attempts. */
final class ItemCommand implements Verb {
    @Override
    public String name() {
        return "item";
    }

    @Override
    public String operands() {
        return "[JOB] ITEM";
    }

    @Override
    public String summary() {
        return "Tells all about an item: its attempts, where they ran and how they ended";
    }

    @Override
    public List<String> examples() {
        return List.of("wm item 17", "wm item crunch 17 -o json", "wm item crunch 17 -o csv    its attempts");
    }

    @Override
    public List<Format> formats() {
        return List.of(Format.TABLE, Format.JSON, Format.NDJSON, Format.CSV);
    }

    @Override
    public VerbExit run(Request request) {
        Target target = request.target();
        long id = target.single();
        String job = request.job(target);
        ItemStatus item = request.client().item(job, id);
        List<AttemptStatus> attempts = item.history() == null ? List.of() : item.history();
        switch (request.format()) {
            case TABLE -> {
                show(request, job, item);
                if (!attempts.isEmpty()) {
                    request.surroundings().out().line("");
                    new Answer<>(request, new AttemptView(request.words())).addAll(attempts);
                }
                said(request, item.stderr());
            }
            case CSV -> new Answer<>(request, new AttemptView(request.words())).addAll(attempts);
            case JSON, NDJSON -> request.surroundings().out().line(Answer.json(item));
            case QUIET, BYTES, TAR -> throw new IllegalArgumentException("not among the formats");
        }
        return VerbExit.DONE;
    }

    private static void show(Request request, String job, ItemStatus item) {
        Output out = request.surroundings().out();
        Ink ink = request.surroundings().ink();
        Ink.@Nullable Colour colour = ItemView.colour(item.state());
        out.line(ink.in(Ink.Colour.BOLD, job + " " + item.id()) + "  "
                + (colour == null ? item.state() : ink.in(colour, item.state())) + again(request, item));
        if (item.data() != null) {
            out.line("data    " + Harmless.line(item.data()));
        }
        if (item.resultSize() != null) {
            String hash = item.resultSha256() == null ? "" : ", sha256 " + item.resultSha256();
            out.line("result  " + Words.number(item.resultSize()) + " bytes" + hash);
        }
    }

    private static String again(Request request, ItemStatus item) {
        String again = item.state().equals("pending") ? request.words().until(item.notBefore()) : "";
        return again.isEmpty() ? "" : ", again in " + again;
    }

    /** The end of what its last failed attempt has said. */
    private static void said(Request request, @Nullable String stderr) {
        if (stderr != null) {
            Output out = request.surroundings().out();
            out.line("");
            out.line(request.surroundings().ink().in(Ink.Colour.BOLD, "the end of what it said when it failed last"));
            stderr.lines().forEach(line -> out.line("  " + Harmless.line(line)));
        }
    }
}
