package dev.workmanager.cli;

import java.util.List;
import java.util.Set;

/** {@code wm export}: a job as another program's file. */
final class ExportCommand implements Verb {
    @Override
    public String name() {
        return "export";
    }

    @Override
    public String operands() {
        return "[JOB] [ITEMS]";
    }

    @Override
    public String summary() {
        return "Writes what has ended as a log of GNU parallel, which its own tools read";
    }

    @Override
    public String details() {
        return "A line for each item that is done or has failed, with its last attempt that counts. Seq is the item's place in the job,"
                + " from 1, as parallel counts its input; so parallel --resume-failed --joblog goes on with the same list. Command is"
                + " what --command says, else the item's data or number.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm export --joblog crunch >joblog",
                "wm export --joblog --command './crunch.sh {}' crunch >joblog",
                "parallel --resume-failed --joblog joblog ./crunch.sh {} :::: items.txt");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of(VerbOption.JOBLOG, VerbOption.COMMAND);
    }

    @Override
    public VerbExit run(Request request) {
        if (!request.is(VerbOption.JOBLOG)) {
            throw new UsageException("as what? wm export --joblog crunch");
        }
        Target target = request.target();
        String job = request.job(target);
        JobLog log = new JobLog(
                request.surroundings().out(), request.value(VerbOption.COMMAND).orElse("{}"));
        target.items().orElse(Selector.ALL).forEachWithHistory(request.client(), job, item -> {
            log.add(item);
            return true;
        });
        request.surroundings().out().flush();
        return VerbExit.DONE;
    }
}
