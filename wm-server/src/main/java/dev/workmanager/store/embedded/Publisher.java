package dev.workmanager.store.embedded;

import dev.workmanager.model.Job;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Taken;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.JobSnapshot;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes after the journal: results become files, batches are shown, commands are answered, in the order of the journal. A
 * result that cannot become a file, for want of room, is kept here and tried again; until then nobody is told that it is there.
 * Calls of {@link #settle} come one after the other.
 */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final OutFolder out;
    private final Published published;
    private final Throughput throughput;
    private final AtomicLong aheadBytes = new AtomicLong();
    private final Map<String, CompletableFuture<JobSnapshot>> over = new HashMap<>();
    private final Deque<Owed> owed = new ArrayDeque<>();
    private final Set<String> owedParts = ConcurrentHashMap.newKeySet();
    private final Consumer<HandedOut> takeBack;
    private volatile boolean inDebt;

    /** A result whose frame is durable, but whose file is not there yet. */
    private record Owed(Job job, long index, Result result) {}

    /**
     * @param takeBack is told what was handed out with an answer that is not given
     */
    Publisher(OutFolder out, Published published, Throughput throughput, Consumer<HandedOut> takeBack) {
        this.out = out;
        this.published = published;
        this.throughput = throughput;
        this.takeBack = takeBack;
    }

    /** Whether results wait for room in the out folder: no others are taken until there is. Any thread. */
    boolean inDebt() {
        return inDebt;
    }

    /** Whether a part has yet to become a result: it is not to be removed. Any thread. */
    boolean owes(String part) {
        return owedParts.contains(part);
    }

    /** Completes when a job is over and its results are safe; anew if it goes on since. Any thread. */
    synchronized CompletableFuture<JobSnapshot> whenOver(String job) {
        CompletableFuture<JobSnapshot> known = over.get(job);
        if (known == null || known.isDone() && !published.over(job)) {
            known = new CompletableFuture<>();
            over.put(job, known);
        }
        return known;
    }

    Throughput throughput() {
        return throughput;
    }

    /** How many bytes of results the journal has, but not the out folder. Any thread. */
    long aheadBytes() {
        return aheadBytes.get();
    }

    /** A durable batch is about to come. */
    void expect(Batch batch) {
        for (Overlay.Laid laid : batch.results()) {
            aheadBytes.addAndGet(inlineBytes(laid.result()));
        }
    }

    private static long inlineBytes(Result result) {
        return result instanceof Result.Inline ? result.size() : 0;
    }

    /** Finishes a durable batch. */
    void settle(Batch batch) {
        for (Overlay.Laid laid : batch.results()) {
            Job job = java.util.Objects.requireNonNull(batch.jobs().get(laid.job()))
                    .job();
            owed.add(new Owed(job, laid.index(), laid.result()));
            if (laid.result() instanceof Result.Part part) {
                owedParts.add(part.name());
            }
        }
        payDebt();
        published.show(batch);
        showEvents();
        throughput.settled(batch);
        for (Batch.Reply<?> reply : batch.replies()) {
            if (inDebt && reply.pending().bringsResults()) {
                refuse(reply);
            } else {
                reply.send();
            }
        }
        batch.unusedParts().forEach(this::deletePart);
        batch.jobs().values().forEach(changed -> checkOver(changed.job().name()));
    }

    /** What it asked for is durable, but its result is not in its place: it has to come again. */
    private void refuse(Batch.Reply<?> reply) {
        reply.pending().refuse(ErrorCode.STORAGE_FULL, noRoom());
        // A worker gets it with the same exchange; who has no name asks for another one.
        if (reply.answer() instanceof Taken.Handed handed) {
            takeBack.accept(handed.item());
        }
    }

    /** Workers that are not remembered any more. Any thread. */
    void forget(List<Worker> workers) {
        published.forget(workers);
    }

    /** Tries again what could not be done. */
    void tryAgain() {
        payDebt();
        showEvents();
        List<String> waited;
        synchronized (this) {
            waited = List.copyOf(over.keySet());
        }
        waited.forEach(this::checkOver);
    }

    /** Not while a result that one of them tells of is not there. */
    private void showEvents() {
        if (!inDebt) {
            published.showEvents();
        }
    }

    private void payDebt() {
        while (!owed.isEmpty()) {
            Owed first = owed.element();
            try {
                lay(first);
            } catch (IOException e) {
                if (!inDebt) {
                    LOG.atWarn()
                            .addKeyValue("job", first.job().name())
                            .addKeyValue("item", first.job().source().id(first.index()))
                            .log(
                                    "cannot write the result of item {}: {}; no further results are taken until there is room",
                                    first.job().source().id(first.index()),
                                    e.toString());
                }
                inDebt = true;
                return;
            }
            owed.remove();
            aheadBytes.addAndGet(-inlineBytes(first.result()));
            if (first.result() instanceof Result.Part part) {
                owedParts.remove(part.name());
            }
        }
        if (inDebt) {
            inDebt = false;
            LOG.info("the results that could not be written are written now; going on");
        }
    }

    private void lay(Owed result) throws IOException {
        out.createFor(result.job());
        if (result.result() instanceof Result.Inline inline) {
            out.lay(result.job(), result.index(), inline.bytes());
        } else if (result.result() instanceof Result.Part part) {
            out.layPart(result.job(), result.index(), part.name());
        } else {
            out.lay(result.job(), result.index(), new byte[0]);
        }
    }

    private void deletePart(String name) {
        try {
            if (!owes(name)) {
                out.deletePart(name);
            }
        } catch (IOException e) {
            LOG.warn("cannot remove the part {}: {}", name, e.toString());
        }
    }

    /** Tells those who wait for the end of a job, if it has come. */
    void checkOver(String job) {
        CompletableFuture<JobSnapshot> waiting = whenOver(job);
        if (waiting.isDone() || inDebt || !published.over(job)) {
            return;
        }
        out.sync();
        published.job(job).ifPresent(waiting::complete);
    }

    static String noRoom() {
        return "there is no room for results on the manager's disk; nothing was lost: come again when there is";
    }
}
