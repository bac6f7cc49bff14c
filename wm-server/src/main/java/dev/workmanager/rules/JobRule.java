package dev.workmanager.rules;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import dev.workmanager.protocol.ErrorCode;

/** Jobs as wholes: made, paused, resumed, cancelled, deleted, and halted when their failure budget is used up. */
final class JobRule {
    private JobRule() {}

    /** The job with a name, for those who named it. */
    static Job named(String name, Ledger ledger) {
        return ledger.job(name)
                .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "there is no job '" + name + "' here"));
    }

    /** Makes a job. The same one again is answered as it is: whose answer was lost may ask again. */
    static Job submit(NewJob wanted, Ledger ledger) {
        return ledger.job(wanted.name())
                .map(known -> requireSame(known, wanted))
                .orElseGet(() -> make(wanted, ledger));
    }

    private static Job requireSame(Job known, NewJob wanted) {
        if (known.source().equals(wanted.source()) && known.policy().equals(wanted.policy())) {
            return known;
        }
        throw new RefusedException(
                ErrorCode.JOB_EXISTS,
                "there is a job '" + known.name() + "' already, with other items or another policy ("
                        + known.source().words() + "): choose another name, or delete that one first");
    }

    private static Job make(NewJob wanted, Ledger ledger) {
        Job made = new Job(
                ledger.nextJob(),
                wanted.id(),
                wanted.name(),
                wanted.source(),
                wanted.policy(),
                ledger.now(),
                wanted.freshOut());
        ledger.put(made);
        return made;
    }

    static Job change(String name, JobChange change, Ledger ledger) {
        Job job = named(name, ledger);
        Job changed = switch (change) {
            case PAUSE -> pause(job);
            case RESUME -> resume(job, ledger);
            case CANCEL -> ledger.counts(job.no()).ended() ? job : job.in(JobMode.CANCELLED, "");
        };
        if (!changed.equals(job)) {
            ledger.put(changed);
        }
        return changed;
    }

    private static Job pause(Job job) {
        requireNotCancelled(job);
        return job.mode() == JobMode.OPEN ? job.in(JobMode.PAUSED, "") : job;
    }

    private static Job resume(Job job, Ledger ledger) {
        requireNotCancelled(job);
        if (job.mode() == JobMode.OPEN) {
            return job;
        }
        Counts counts = ledger.counts(job.no());
        Job open = job.in(JobMode.OPEN, "");
        return job.mode().halted() ? open.withBudget(new Job.Budget(counts.failed(), counts.done())) : open;
    }

    /** The job with a number, for those who found it a moment ago. */
    static Job numbered(int no, Ledger ledger) {
        if (!ledger.hasJob(no)) {
            throw new RefusedException(ErrorCode.NOT_FOUND, "the job is not here any more");
        }
        return ledger.job(no);
    }

    static void requireNotCancelled(Job job) {
        if (job.mode() == JobMode.CANCELLED) {
            throw new RefusedException(
                    ErrorCode.JOB_CANCELLED, "job '" + job.name() + "' is cancelled, and stays so: submit it again");
        }
    }

    static Job delete(String name, Ledger ledger) {
        Job job = named(name, ledger);
        if (!ledger.counts(job.no()).ended()) {
            throw new RefusedException(
                    ErrorCode.JOB_ACTIVE, "job '" + name + "' has not ended: cancel it first, or wait for its end");
        }
        ledger.remove(job.no());
        return job;
    }

    /** An item has failed for good. */
    static void haltIfUsedUp(int no, Ledger ledger) {
        Job job = ledger.job(no);
        if (job.mode() != JobMode.OPEN && job.mode() != JobMode.PAUSED) {
            return;
        }
        Counts counts = ledger.counts(no);
        long failed = counts.failed() - job.budget().failed();
        long done = counts.done() - job.budget().done();
        if (job.policy().halt().usedUp(counts.total(), failed, done) && !counts.ended()) {
            JobMode mode = job.policy().halt().now() ? JobMode.INTERRUPTED : JobMode.HALTED;
            ledger.put(job.in(mode, reason(job, failed)));
        }
    }

    private static String reason(Job job, long failed) {
        return switch (job.policy().halt().rule()) {
            case FIRST_ONES -> "the first " + failed + " items to end have all failed";
            case ITEMS, SHARE ->
                failed + " items have failed, and " + job.policy().halt() + " allows no more";
            case NEVER -> "";
        };
    }
}
