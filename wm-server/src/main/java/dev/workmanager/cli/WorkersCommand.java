package dev.workmanager.cli;

import dev.workmanager.protocol.WorkerStatus;
import dev.workmanager.terminal.Words;
import java.util.List;
import java.util.Set;

/** {@code wm workers}: who is there, and what they hold. */
final class WorkersCommand implements Verb {
    @Override
    public String name() {
        return "workers";
    }

    @Override
    public String operands() {
        return "";
    }

    @Override
    public String summary() {
        return "Lists workers: who is there, in which group, and what they work on";
    }

    @Override
    public String details() {
        return "Those that take items come first, then those that have only registered, as wokmanager's workers do.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm workers",
                "wm workers --id 'Importer*'",
                "wm workers --group product     those of product.importer, too",
                "wm workers -o quiet            only their ids");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of(VerbOption.ID, VerbOption.GROUP);
    }

    @Override
    public List<Format> formats() {
        return Format.LISTS;
    }

    @Override
    public VerbExit run(Request request) {
        List<WorkerStatus> workers =
                request.client().workers(request.value(VerbOption.ID), request.value(VerbOption.GROUP));
        new Answer<>(request, new WorkerView(request.words())).addAll(workers);
        if (request.format() == Format.TABLE) {
            boolean all = !request.is(VerbOption.ID) && !request.is(VerbOption.GROUP);
            String which = all ? "" : " like that";
            request.say(workers.isEmpty() ? "no workers" + which : Words.count(workers.size(), "worker") + which);
        }
        return VerbExit.DONE;
    }
}
