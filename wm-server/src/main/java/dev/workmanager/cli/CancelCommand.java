package dev.workmanager.cli;

import dev.workmanager.protocol.JobStatus;
import java.util.List;

/** {@code wm cancel}: a job, or some of its items. */
final class CancelCommand implements Verb {
    @Override
    public String name() {
        return "cancel";
    }

    @Override
    public String operands() {
        return "[JOB] [ITEMS]";
    }

    @Override
    public String summary() {
        return "Cancels a job for good, or some of its items; what runs is told to end";
    }

    @Override
    public String details() {
        return "A job that is cancelled stays so; an item can be tried again. Without any word nothing is cancelled.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm cancel crunch",
                "wm cancel crunch 17,20-30",
                "wm cancel 17                of the usual job",
                "wm cancel crunch running    what is under way now");
    }

    @Override
    public List<Format> formats() {
        return List.of(Format.TABLE, Format.JSON);
    }

    @Override
    public VerbExit run(Request request) {
        Target target = request.target();
        if (target.items().isPresent()) {
            ChangedCount changed = new ChangedCount(request, request.job(target), "cancelled");
            changed.each(target.items().get(), request.client()::cancel);
            return VerbExit.DONE;
        }
        if (target.job().isEmpty()) {
            throw new UsageException("what is to be cancelled? name a job, or items of it: wm cancel crunch 17,20-30");
        }
        JobStatus job = request.client().cancel(request.job(target));
        if (request.format() == Format.JSON) {
            request.surroundings().out().line(Answer.json(job));
        } else {
            JobView.answer(request, List.of(job));
        }
        return VerbExit.DONE;
    }
}
