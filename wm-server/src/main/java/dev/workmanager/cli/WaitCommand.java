package dev.workmanager.cli;

import dev.workmanager.protocol.JobCounts;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.terminal.Words;
import java.util.Comparator;
import java.util.List;

/** {@code wm wait}: until jobs are over. */
final class WaitCommand implements Verb {
    @Override
    public String name() {
        return "wait";
    }

    @Override
    public String operands() {
        return "[JOB]…";
    }

    @Override
    public String summary() {
        return "Waits until jobs are over, and leaves as wm-server serve would";
    }

    @Override
    public String details() {
        return "0: all items are done; 1: some failed or were cancelled; 3: stopped by the failure budget; of several jobs the"
                + " worst. On a terminal a bar shows how far they are.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm wait crunch && wm result crunch all >all",
                "wm wait a b c",
                "wm wait -o json crunch    tells the job at its end");
    }

    @Override
    public List<Format> formats() {
        return Format.LISTS;
    }

    @Override
    public boolean isPatient(Request request) {
        return true;
    }

    @Override
    public VerbExit run(Request request) throws InterruptedException {
        List<JobStatus> ended = new JobWatch(request, request.jobs()).untilOver(jobs -> {});
        ended.forEach(job -> request.surroundings().terminal().say(summary(job)));
        if (request.format() != Format.TABLE) {
            JobView.answer(request, ended);
        }
        return ended.stream()
                .map(WaitCommand::exit)
                .max(Comparator.naturalOrder())
                .orElse(VerbExit.DONE);
    }

    private static String summary(JobStatus job) {
        JobCounts items = job.items();
        if (items.done() == items.total()) {
            return job.name() + ": all " + Words.number(items.total()) + " items done";
        }
        String halted = job.state().equals(JobStatus.HALTED)
                ? "; halted: " + job.reason() + "; to go on: wm resume " + job.name()
                : "";
        return job.name() + ": " + Words.number(items.done()) + " of " + Words.number(items.total()) + " items done, "
                + Words.number(items.failed()) + " failed"
                + (items.cancelled() == 0 ? "" : ", " + Words.number(items.cancelled()) + " cancelled") + halted
                + (items.failed() == 0 ? "" : "; which ones: wm items " + job.name() + " failed");
    }

    /** As serve has it. */
    private static VerbExit exit(JobStatus job) {
        if (job.state().equals(JobStatus.HALTED)) {
            return VerbExit.HALTED;
        }
        return job.items().done() == job.items().total() ? VerbExit.DONE : VerbExit.NOT_ALL;
    }
}
