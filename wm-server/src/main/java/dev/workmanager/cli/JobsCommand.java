package dev.workmanager.cli;

import dev.workmanager.protocol.JobStatus;
import java.util.List;

/** {@code wm jobs}: all jobs, and how far they are. */
final class JobsCommand implements Verb {
    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public String operands() {
        return "[JOB]…";
    }

    @Override
    public String summary() {
        return "Lists all jobs, or some, with how far they are";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm jobs",
                "wm jobs -o quiet          only their names",
                "wm jobs -s lab -o json    of another manager");
    }

    @Override
    public List<Format> formats() {
        return Format.LISTS;
    }

    @Override
    public VerbExit run(Request request) {
        List<JobStatus> jobs = request.operands().isEmpty()
                ? request.client().jobs()
                : request.operands().stream().map(request.client()::job).toList();
        JobView.answer(request, jobs);
        if (jobs.isEmpty() && request.format() == Format.TABLE) {
            request.say("the manager has no job; to make one: wm submit crunch --numeric 0-999");
        }
        return VerbExit.DONE;
    }
}
