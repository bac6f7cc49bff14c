package dev.workmanager.cli;

import dev.workmanager.protocol.ItemStatus;
import java.util.List;
import java.util.Set;

/** {@code wm items}: the items of a job. */
final class ItemsCommand implements Verb {
    @Override
    public String name() {
        return "items";
    }

    @Override
    public String operands() {
        return "[JOB] [ITEMS]";
    }

    @Override
    public String summary() {
        return "Lists items of a job in the order of their numbers, as many as there are";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm items failed                   of the usual job",
                "wm items crunch 1-100:2,500",
                "wm items crunch failed -o csv >failed.csv",
                "wm items crunch running -n 10     only the first ten");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of(VerbOption.COUNT);
    }

    @Override
    public List<Format> formats() {
        return Format.LISTS;
    }

    @Override
    public VerbExit run(Request request) {
        Target target = request.target();
        String job = request.job(target);
        long most = request.read(VerbOption.COUNT, Request::number).orElse(Long.MAX_VALUE);
        Answer<ItemStatus> answer = new Answer<>(request, new ItemView(request.words()));
        target.items().orElse(Selector.ALL).forEach(request.client(), job, item -> {
            answer.add(item);
            return answer.count() < most;
        });
        answer.end();
        if (answer.count() == 0 && request.format() == Format.TABLE) {
            request.say("job " + job + " has no such items");
        }
        return VerbExit.DONE;
    }
}
