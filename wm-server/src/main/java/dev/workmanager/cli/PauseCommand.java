package dev.workmanager.cli;

import dev.workmanager.protocol.JobStatus;
import java.util.List;

/** {@code wm pause}: hands out none of a job's items for now. */
final class PauseCommand implements Verb {
    @Override
    public String name() {
        return "pause";
    }

    @Override
    public String operands() {
        return "[JOB]…";
    }

    @Override
    public String summary() {
        return "Hands out no more items of jobs for now; what runs goes on";
    }

    @Override
    public List<String> examples() {
        return List.of("wm pause crunch", "wm resume crunch    goes on with it");
    }

    @Override
    public List<Format> formats() {
        return Format.LISTS;
    }

    @Override
    public VerbExit run(Request request) {
        List<JobStatus> jobs =
                request.jobs().stream().map(request.client()::pause).toList();
        JobView.answer(request, jobs);
        return VerbExit.DONE;
    }
}
