package dev.workmanager.http;

import dev.workmanager.model.Counts;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.VerifyStep;
import dev.workmanager.store.ItemPage;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The walk through a job that finds out whether all is as it should be: state after state, so that items which were never touched cost
 * nothing; a piece takes no longer than some hundred items, or some ten MiB of a result.
 */
final class VerifyPieces implements Pieces {
    private static final int PAGE = 200;
    private static final long ENOUGH = 32L << 20;

    private final Store store;
    private final JobProgress begun;
    private final Job job;
    private final ResultCheck check;
    private final Deque<ItemState> states = new ArrayDeque<>();
    private final Map<ItemState, Long> found = new EnumMap<>(ItemState.class);
    private final Deque<ItemPage.Entry> waiting = new ArrayDeque<>();
    private long next;
    private long problems;

    VerifyPieces(Store store, JobProgress begun) {
        this.store = store;
        this.begun = begun;
        this.job = begun.job();
        this.check = new ResultCheck(store, job);
        Arrays.stream(ItemState.values()).filter(this::isWalked).forEach(states::add);
    }

    /** In a cancelled job all that has not ended is cancelled, touched or not. */
    private boolean isWalked(ItemState state) {
        return state != ItemState.PENDING && !(state == ItemState.CANCELLED && job.mode() == JobMode.CANCELLED);
    }

    @Override
    public Piece next() {
        List<VerifyStep.Finding> findings = new ArrayList<>();
        long results = check.results();
        long bytes = check.bytes();
        if (check.isBusy()) {
            check.goOn(findings);
        } else if (waiting.isEmpty() && !states.isEmpty()) {
            readPage(states.getFirst());
        }
        while (!check.isBusy() && !waiting.isEmpty() && check.bytes() - bytes < ENOUGH) {
            check.begin(waiting.removeFirst(), findings);
        }
        problems += findings.size();
        boolean last = !check.isBusy() && waiting.isEmpty() && states.isEmpty();
        VerifyStep step =
                new VerifyStep(check.results() - results, check.bytes() - bytes, findings, last ? report() : null);
        return new Piece(line(step), last);
    }

    private static byte[] line(VerifyStep step) {
        byte[] json = Json.write(step);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private void readPage(ItemState state) {
        ItemPage page = store.page(job, Optional.of(state), next, PAGE);
        found.merge(state, (long) page.items().size(), Long::sum);
        waiting.addAll(page.items());
        if (page.next().isPresent()) {
            next = page.next().getAsLong();
        } else {
            states.removeFirst();
            next = 0;
        }
    }

    private VerifyStep.Report report() {
        Optional<JobProgress> now =
                store.progress(job.name()).filter(known -> known.job().id().equals(job.id()));
        JobProgress last = now.orElse(begun);
        boolean moved = !last.counts().equals(begun.counts());
        Counts seen = seen(last.counts());
        boolean same = moved || seen.equals(last.counts());
        return new VerifyStep.Report(
                JobViews.counts(last.counts()),
                JobViews.counts(seen),
                moved,
                check.results(),
                check.bytes(),
                last.superseded(),
                problems,
                same && problems == 0);
    }

    private Counts seen(Counts recorded) {
        long cancelled = states(ItemState.CANCELLED);
        long running = states(ItemState.RUNNING);
        long done = states(ItemState.DONE);
        long failed = states(ItemState.FAILED);
        if (job.mode() == JobMode.CANCELLED) {
            cancelled = recorded.total() - running - done - failed;
        }
        return new Counts(recorded.total(), running, done, failed, cancelled);
    }

    private long states(ItemState state) {
        return found.getOrDefault(state, 0L);
    }
}
