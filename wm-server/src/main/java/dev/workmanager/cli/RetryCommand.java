package dev.workmanager.cli;

import dev.workmanager.protocol.ChangedItems;
import java.util.List;
import java.util.Set;

/** {@code wm retry}: tries items again. */
final class RetryCommand implements Verb {
    @Override
    public String name() {
        return "retry";
    }

    @Override
    public String operands() {
        return "[JOB] [ITEMS]";
    }

    @Override
    public String summary() {
        return "Tries items again that have failed or were cancelled; their attempts go on counting";
    }

    @Override
    public String details() {
        return "Which ones has to be said: --failed, or items. A job that is halted stays so until it is resumed.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm retry --failed              of the usual job",
                "wm retry crunch --failed",
                "wm retry crunch 17,20-30");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of(VerbOption.FAILED);
    }

    @Override
    public List<Format> formats() {
        return List.of(Format.TABLE, Format.JSON);
    }

    @Override
    public VerbExit run(Request request) {
        Target target = request.target();
        if (target.items().isPresent() == request.is(VerbOption.FAILED)) {
            throw new UsageException("which items? either --failed or items: wm retry crunch 17,20-30");
        }
        String job = request.job(target);
        ChangedCount changed = new ChangedCount(request, job, "tried again");
        if (target.items().isPresent() && !target.items().get().isFailed()) {
            changed.each(target.items().get(), request.client()::retry);
        } else {
            ChangedItems items = request.client().retry(job);
            changed.tell(items.items());
        }
        return VerbExit.DONE;
    }
}
