package dev.workmanager.cli;

import dev.workmanager.protocol.JobStatus;
import java.util.List;
import java.util.Set;

/** {@code wm status}: how far a job is. */
final class StatusCommand implements Verb {
    private static final List<Format> FORMATS = List.of(Format.TABLE, Format.JSON, Format.NDJSON, Format.CSV);

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String operands() {
        return "[JOB]";
    }

    @Override
    public String summary() {
        return "Tells how far a job is, and what its items and its policy are";
    }

    @Override
    public String details() {
        return "With --watch it goes on until the job is over: on a terminal with a bar, whose end is foretold from the last half"
                + " minute; elsewhere with a line now and then; with -o ndjson with the job as it is each time that it has moved.";
    }

    @Override
    public List<String> examples() {
        return List.of("wm status", "wm status --watch crunch", "wm status crunch -o json | jq .items.failed");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of(VerbOption.WATCH);
    }

    @Override
    public List<Format> formats() {
        return FORMATS;
    }

    @Override
    public boolean isPatient(Request request) {
        return request.is(VerbOption.WATCH);
    }

    @Override
    public VerbExit run(Request request) throws InterruptedException {
        if (request.operands().size() > 1) {
            throw new UsageException("one job at a time; wm jobs lists several");
        }
        String name = request.jobs().get(0);
        JobStatus job = request.is(VerbOption.WATCH)
                ? watch(request, name)
                : request.client().job(name);
        switch (request.format()) {
            case TABLE -> new JobPage(request).show(job);
            case JSON -> request.surroundings().out().line(Answer.json(job));
            case CSV -> JobView.answer(request, List.of(job));
            case NDJSON -> {
                if (!request.is(VerbOption.WATCH)) {
                    request.surroundings().out().line(Answer.json(job));
                }
            }
            case QUIET, BYTES, TAR -> throw new IllegalArgumentException("not among the formats");
        }
        return VerbExit.DONE;
    }

    private static JobStatus watch(Request request, String name) throws InterruptedException {
        boolean tells = request.format() == Format.NDJSON;
        Output out = request.surroundings().out();
        String[] last = {""};
        return new JobWatch(request, List.of(name))
                .untilOver(jobs -> {
                    String json = Answer.json(jobs.get(0));
                    if (tells && !json.equals(last[0])) {
                        last[0] = json;
                        out.line(json);
                        out.flush();
                    }
                })
                .get(0);
    }
}
