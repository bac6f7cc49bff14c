package dev.workmanager.explain;

import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.terminal.Words;
import java.util.List;
import java.util.Map;

/**
 * How an item has ended, and why for good.
 *
 * @param because takes what there is to know
 * @param advice takes commands that may help
 */
record WhyEnded(Explanation.Known known, Words words, List<String> because, List<String> advice) {
    void tell() {
        ItemStatus item = known.item();
        String who = known.job().name() + " " + item.id();
        switch (item.state()) {
            case "done" -> done(item);
            case "failed" -> {
                failed(item);
                advice.add("wm log " + who);
                advice.add("wm retry " + who);
            }
            default -> {
                boolean all = known.job().state().equals(JobStatus.CANCELLED);
                because.add(
                        all ? "job " + known.job().name() + " was cancelled, for good" : "it was cancelled by itself");
                if (!all) {
                    advice.add("wm retry " + who);
                }
            }
        }
        long late = attempts().stream()
                .filter(attempt -> "superseded".equals(attempt.end()))
                .count();
        if (late > 0) {
            because.add("too late to count came " + Words.count(late, "attempt"));
        }
    }

    private List<AttemptStatus> attempts() {
        List<AttemptStatus> history = known.item().history();
        return history == null ? List.of() : history;
    }

    private void done(ItemStatus item) {
        for (AttemptStatus attempt : attempts()) {
            if ("done".equals(attempt.end())) {
                because.add("attempt " + attempt.number() + (attempt.host() == null ? "" : " on " + attempt.host())
                        + " has done it in " + words.length(attempt.startedAt(), attempt.endedAt()));
            }
        }
        because.add("its result has " + Words.number(item.resultSize() == null ? 0 : item.resultSize()) + " bytes");
        advice.add("wm result " + known.job().name() + " " + item.id());
    }

    /** Which limit was reached; else it was an exit code that is never tried again. */
    private void failed(ItemStatus item) {
        Map<String, String> policy = known.job().policy();
        if (isReached(item.failures(), policy, "attempts")) {
            because.add("it may have " + Words.count(item.failures(), "attempt") + ", and that many have failed");
        } else if (isReached(item.losses(), policy, "crash-limit")) {
            because.add(
                    "its worker was lost " + item.losses() + " times while it held nothing else, which is crash-limit");
        } else if (item.giveBacks() > 0
                && item.giveBacks() >= Integer.parseInt(policy.getOrDefault("give-backs", "100"))) {
            because.add("it was given back for later " + item.giveBacks() + " times, which is give-backs");
        } else if (policy.containsKey("never-retry")) {
            because.add("it ended with an exit code that is never tried again: " + policy.get("never-retry"));
        }
        if (!attempts().isEmpty()) {
            AttemptStatus last = attempts().get(attempts().size() - 1);
            because.add("the last attempt" + (last.host() == null ? "" : " on " + last.host()) + " ended as "
                    + last.end() + ": " + last.why());
        }
        String said = Words.lastLine(item.stderr());
        if (!said.isEmpty()) {
            because.add("it said: " + said);
        }
    }

    private static boolean isReached(int count, Map<String, String> policy, String key) {
        return policy.containsKey(key) && count >= Integer.parseInt(policy.get(key));
    }
}
