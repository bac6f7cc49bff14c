package dev.workmanager.cli;

import dev.workmanager.protocol.JobStatus;
import java.util.List;

/** {@code wm resume}: hands out a job's items again. */
final class ResumeCommand implements Verb {
    @Override
    public String name() {
        return "resume";
    }

    @Override
    public String operands() {
        return "[JOB]…";
    }

    @Override
    public String summary() {
        return "Hands out items of jobs again that were paused, or halted by their failure budget, which begins again";
    }

    @Override
    public List<String> examples() {
        return List.of("wm resume crunch");
    }

    @Override
    public List<Format> formats() {
        return Format.LISTS;
    }

    @Override
    public VerbExit run(Request request) {
        List<JobStatus> jobs =
                request.jobs().stream().map(request.client()::resume).toList();
        JobView.answer(request, jobs);
        return VerbExit.DONE;
    }
}
