package dev.workmanager.cli;

import dev.workmanager.client.HeardEvent;
import java.util.List;
import java.util.Set;

/** {@code wm events}: what happens, as it happens. */
final class EventsCommand implements Verb {
    @Override
    public String name() {
        return "events";
    }

    @Override
    public String operands() {
        return "[JOB]…";
    }

    @Override
    public String summary() {
        return "Tells what happens to jobs, items and workers, as it happens";
    }

    @Override
    public String details() {
        return "JOB may be a pattern: * stands for any characters, ? for any one; without it all is told. What was missed while the"
                + " manager was away is told when it is back, or how much is lost. Leave with Ctrl-C.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm events",
                "wm events --kind item.failed crunch",
                "wm events --kind 'job.*' -o ndjson",
                "wm events --kind job.ended -n 1 crunch    waits for its end");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of(VerbOption.KIND, VerbOption.AFTER, VerbOption.COUNT);
    }

    @Override
    public List<Format> formats() {
        return List.of(Format.TABLE, Format.NDJSON, Format.CSV);
    }

    @Override
    public boolean isPatient(Request request) {
        return true;
    }

    @Override
    public VerbExit run(Request request) {
        long most = request.read(VerbOption.COUNT, Request::number).orElse(Long.MAX_VALUE);
        EventLines lines = new EventLines(request);
        long[] count = {0};
        request.client()
                .listen(
                        request.all(VerbOption.KIND),
                        request.operands(),
                        request.value(VerbOption.AFTER),
                        (HeardEvent event) -> {
                            lines.tell(event);
                            return ++count[0] < most;
                        });
        return VerbExit.DONE;
    }
}
