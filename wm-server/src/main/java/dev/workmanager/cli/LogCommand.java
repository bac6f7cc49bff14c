package dev.workmanager.cli;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** {@code wm log}: what an item's program has said. */
final class LogCommand implements Verb {
    @Override
    public String name() {
        return "log";
    }

    @Override
    public String operands() {
        return "[JOB] ITEM";
    }

    @Override
    public String summary() {
        return "Shows what the program of an item has written to its standard error, as it is, also while it runs";
    }

    @Override
    public List<String> examples() {
        return List.of("wm log 17", "wm log -f crunch 17    until the attempt has ended", "wm log -a 1 crunch 17");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of(VerbOption.FOLLOW, VerbOption.ATTEMPT);
    }

    @Override
    public boolean isPatient(Request request) {
        return request.is(VerbOption.FOLLOW);
    }

    @Override
    public VerbExit run(Request request) {
        Target target = request.target();
        long id = target.single();
        String job = request.job(target);
        OptionalInt attempt = request.read(VerbOption.ATTEMPT, Request::number)
                .map(number -> OptionalInt.of((int) Math.min(number, Integer.MAX_VALUE)))
                .orElse(OptionalInt.empty());
        Output out = request.surroundings().out();
        if (request.is(VerbOption.FOLLOW)) {
            request.client().follow(job, id, attempt, out);
        } else {
            request.client().log(job, id, attempt, out);
        }
        return VerbExit.DONE;
    }
}
