package dev.workmanager.explain;

import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.WorkerStatus;
import dev.workmanager.terminal.Words;
import java.util.List;
import java.util.Optional;

/**
 * Who has an item, and what is known of that.
 *
 * @param because takes what there is to know
 * @param advice takes commands that may help
 */
record WhyRunning(Explanation.Known known, Words words, List<String> because, List<String> advice) {
    void tell() {
        ItemStatus item = known.item();
        List<AttemptStatus> attempts = item.history() == null ? List.of() : item.history();
        attempts.stream().filter(attempt -> attempt.end() == null).forEach(this::attempt);
        if (item.progress() != null) {
            because.add("it says how far it is: " + item.progress());
        }
        String timeout = known.job().policy().get("timeout");
        because.add(
                timeout == null ? "it may run for as long as it likes" : "it is ended after its timeout of " + timeout);
        advice.add("wm log -f " + known.job().name() + " " + item.id());
    }

    private void attempt(AttemptStatus attempt) {
        String who = attempt.worker() == null
                ? "somebody who named no worker"
                : "worker " + attempt.worker() + (attempt.host() == null ? "" : " on " + attempt.host());
        because.add("attempt " + attempt.number() + " runs since " + words.clock(attempt.startedAt()) + ", for "
                + words.length(attempt.startedAt(), null) + ", by " + who);
        worker(attempt).ifPresent(worker -> because.add(heard(worker)));
    }

    private Optional<WorkerStatus> worker(AttemptStatus attempt) {
        return known.workers().stream()
                .filter(worker -> worker.id().equals(attempt.worker()))
                .findFirst();
    }

    private String heard(WorkerStatus worker) {
        String lease = known.job().policy().getOrDefault("lease", "30s");
        String otherwise = "; silent for a lease of " + lease + " it loses the item to another one";
        return worker.lastSeen() == null
                ? "its worker was not heard of since the manager was started" + otherwise
                : "its worker was heard of " + words.age(worker.lastSeen()) + " ago" + otherwise;
    }
}
