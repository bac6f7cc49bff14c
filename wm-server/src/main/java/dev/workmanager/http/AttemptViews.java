package dev.workmanager.http;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.Store;
import java.util.Optional;

/** An attempt as people see it. */
final class AttemptViews {
    private final Store store;

    AttemptViews(Store store) {
        this.store = store;
    }

    /** An attempt. */
    AttemptStatus of(Attempt attempt) {
        Optional<Worker> worker = attempt.worker() == 0 ? Optional.empty() : store.worker(attempt.worker());
        Attempt.Ending ending = attempt.ending();
        int code = ending == null || ending.how() != AttemptEnd.FAILED ? 0 : ending.code();
        boolean exited = ending != null && ending.how() == AttemptEnd.FAILED && code >= 0;
        return new AttemptStatus(
                attempt.number(),
                worker.map(known -> known.id().text()).orElse(null),
                worker.map(Worker::about).map(About::host).orElse(null),
                attempt.slot(),
                Times.text(attempt.startedAt()),
                ending == null ? null : Times.text(ending.at()),
                ending == null ? null : ending.how().word(),
                exited ? code : null,
                code < 0 ? -code : null,
                ending == null ? null : why(ending));
    }

    private static String why(Attempt.Ending ending) {
        return switch (ending.how()) {
            case DONE -> "its completion was accepted";
            case FAILED -> ending.code() < 0 ? "ended by signal " + -ending.code() : "exit code " + ending.code();
            case TIMED_OUT -> "it took longer than its timeout";
            case LOST ->
                "no news for a whole lease" + (ending.alone() ? "; its worker held nothing else" : ", or wiped");
            case RELEASED -> "given back at once: its worker was drained, or the answer did not reach it";
            case GIVEN_BACK -> "given back for later: exit code 75, or its program could not be started";
            case KILLED -> "its item was cancelled";
            case SUPERSEDED -> "another attempt had its item, or somebody else had completed it";
        };
    }
}
