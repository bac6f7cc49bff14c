package dev.workmanager.rules;

import dev.workmanager.model.Job;

/** What somebody who finds nothing to take may hope for. */
enum Outlook {
    /** Something is pending or running, or more jobs may come. */
    MORE_MAY_COME,
    /** All has ended, and nothing more comes. */
    FINISHED,
    /** What has not ended is halted, and nothing more comes. */
    HALTED;

    static Outlook of(Selection selection, Ledger ledger) {
        if (selection.stay() && selection.job().isEmpty()) {
            return MORE_MAY_COME;
        }
        Outlook outlook = FINISHED;
        for (Job job : ledger.unended()) {
            if (selection.includes(job)) {
                if (selection.stay() || !job.mode().halted()) {
                    return MORE_MAY_COME;
                }
                outlook = HALTED;
            }
        }
        return outlook;
    }
}
