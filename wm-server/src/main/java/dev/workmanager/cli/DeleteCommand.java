package dev.workmanager.cli;

import java.util.List;
import java.util.Set;

/** {@code wm delete}: forgets jobs. */
final class DeleteCommand implements Verb {
    @Override
    public String name() {
        return "delete";
    }

    @Override
    public String operands() {
        return "JOB…";
    }

    @Override
    public String summary() {
        return "Forgets jobs that have ended; their results stay where they are";
    }

    @Override
    public List<String> examples() {
        return List.of("wm delete crunch");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of();
    }

    @Override
    public VerbExit run(Request request) {
        if (request.operands().isEmpty()) {
            throw new UsageException("which job is to be forgotten? wm delete crunch");
        }
        VerbExit exit = VerbExit.DONE;
        for (String job : request.operands()) {
            if (!request.client().delete(job)) {
                request.say("there is no job '" + job + "' here");
                exit = VerbExit.NOT_FOUND;
            }
        }
        return exit;
    }
}
