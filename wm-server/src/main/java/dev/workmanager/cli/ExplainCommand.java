package dev.workmanager.cli;

import dev.workmanager.explain.Explanation;
import dev.workmanager.terminal.Harmless;
import dev.workmanager.terminal.Ink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code wm explain}: why an item is not running, or what has happened to it. */
final class ExplainCommand implements Verb {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String operands() {
        return "[JOB] ITEM";
    }

    @Override
    public String summary() {
        return "Explains why an item does not run, or what has happened to it, and what may help";
    }

    @Override
    public List<String> examples() {
        return List.of("wm explain 17", "wm explain crunch 17 -o json");
    }

    @Override
    public List<Format> formats() {
        return List.of(Format.TABLE, Format.JSON);
    }

    @Override
    public VerbExit run(Request request) {
        Target target = request.target();
        long id = target.single();
        String job = request.job(target);
        Explanation explanation = Explanation.of(
                new Explanation.Known(
                        request.client().job(job),
                        request.client().item(job, id),
                        request.client().jobs(),
                        request.client().workers(Optional.empty(), Optional.empty())),
                request.words());
        if (request.format() == Format.JSON) {
            request.surroundings().out().line(Answer.json(explanation));
        } else {
            show(request, explanation);
        }
        return VerbExit.DONE;
    }

    private static void show(Request request, Explanation explanation) {
        Output out = request.surroundings().out();
        Ink ink = request.surroundings().ink();
        Ink.@Nullable Colour colour = ItemView.colour(explanation.state());
        out.line(ink.in(Ink.Colour.BOLD, explanation.job() + " " + explanation.item()) + "  "
                + (colour == null ? explanation.state() : ink.in(colour, explanation.state())));
        explanation.because().forEach(why -> out.line("- " + Harmless.line(why)));
        if (!explanation.advice().isEmpty()) {
            out.line("");
            out.line(ink.in(Ink.Colour.DIM, "may help: " + String.join("; ", explanation.advice())));
        }
    }
}
