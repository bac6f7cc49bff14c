package dev.workmanager.cli;

import dev.workmanager.protocol.WorkerStatus;
import java.util.List;

/** {@code wm drain}: lets workers leave. */
final class DrainCommand implements Verb {
    @Override
    public String name() {
        return "drain";
    }

    @Override
    public String operands() {
        return "WORKER…";
    }

    @Override
    public String summary() {
        return "Lets workers take nothing more, finish what they hold, and leave";
    }

    @Override
    public List<String> examples() {
        return List.of("wm drain 2256b1cfc90dee36", "wm workers --group product -o quiet | xargs wm drain");
    }

    @Override
    public List<Format> formats() {
        return Format.LISTS;
    }

    @Override
    public VerbExit run(Request request) {
        if (request.operands().isEmpty()) {
            throw new UsageException("which workers? wm workers lists them");
        }
        List<WorkerStatus> workers =
                request.operands().stream().map(request.client()::drain).toList();
        new Answer<>(request, new WorkerView(request.words())).addAll(workers);
        return VerbExit.DONE;
    }
}
