package dev.workmanager.store.embedded;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The store in numbers. What the writer alone knows it is asked for; while it does not answer, since a disk holds it up, what it said
 * last is told, and how old that is.
 */
final class StoreMeasures implements Measured {
    private static final long PATIENCE_MILLIS = 500;

    private final EmbeddedOptions options;
    private final Writer writer;
    private final Journal journal;
    private final Publisher publisher;
    private final Published published;
    private final State state;
    private volatile WriterReading last = WriterReading.NONE;

    StoreMeasures(
            EmbeddedOptions options,
            Writer writer,
            Journal journal,
            Publisher publisher,
            Published published,
            State state) {
        this.options = options;
        this.writer = writer;
        this.journal = journal;
        this.publisher = publisher;
        this.published = published;
        this.state = state;
    }

    @Override
    public List<Family> measure() {
        CompletableFuture<WriterReading> asked = writer.reading();
        try {
            last = asked.completeOnTimeout(last, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the writer cannot be read", e);
        }
        List<Family> all = new ArrayList<>(publisher.throughput().measure(published.superseded()));
        all.addAll(writer.checkpointTimes().measure());
        all.addAll(disk());
        all.addAll(motion(last));
        return all;
    }

    private List<Family> disk() {
        return List.of(
                Family.histogram("wm_journal_sync_duration_seconds", "How long the disk took to make a frame durable.")
                        .with(journal.syncs()),
                Family.gauge("wm_journal_bytes", "What the journal takes on the disk.")
                        .with(journal.length()),
                Family.gauge("wm_journal_limit_bytes", "With so much journal all changes wait for a checkpoint.")
                        .with(2.0 * options.journalBytes()),
                Family.gauge("wm_chunk_files", "Files of items that a checkpoint has left.")
                        .with(state.chunks.files().size()),
                Family.gauge(
                                "wm_results_ahead_bytes",
                                "Results that are durable in the journal, but not in the out folder yet.")
                        .with(publisher.aheadBytes()),
                Family.gauge("wm_results_refused", "1 while there is no room for results in the out folder.")
                        .with(publisher.inDebt() ? 1 : 0),
                Family.gauge("wm_store_failed", "1 once the store can go on no more; the process ends then.")
                        .with(writer.failure().isDone() ? 1 : 0));
    }

    private List<Family> motion(WriterReading read) {
        return List.of(
                Family.gauge("wm_commands_queued", "Commands that wait for the writer.")
                        .with(writer.queued()),
                Family.gauge("wm_commands_parked", "Requests that wait for an item to be handed out.")
                        .with(read.parked()),
                Family.gauge("wm_attempts_leased", "Attempts out whose lease is watched.")
                        .with(read.leased()),
                Family.gauge(
                                "wm_oldest_attempt_age_seconds",
                                "How long ago the oldest attempt of a named worker that runs was handed out; 0 for none.")
                        .with(ageSeconds()),
                Family.gauge("wm_retry_waiting_items", "Items that wait for their next try, of all jobs.")
                        .with(read.waiting()),
                Family.gauge("wm_retry_waiting_items_most", "Likewise, of the job that has the most of them.")
                        .with(read.waitingMost()),
                Family.gauge("wm_changed_bytes", "Changed items in memory, until a checkpoint has written them.")
                        .with(read.changedBytes()),
                Family.gauge(
                                "wm_changed_limit_bytes",
                                "With so many changed items while a checkpoint runs, all changes wait.")
                        .with(2.0 * options.changedBytes()),
                Family.gauge("wm_workers_remembered", "Workers that the data folder knows, here or gone.")
                        .with(read.workers()),
                Family.gauge(
                                "wm_writer_reading_age_seconds",
                                "How old the numbers are that only the writer knows; rises while it hangs.")
                        .with(read.at() == 0 ? 0 : (options.monotonic().getAsLong() - read.at()) / 1e9));
    }

    private double ageSeconds() {
        long since = published.oldestStart();
        return since == 0 ? 0 : Math.max(0, options.wall().millis() - since) / 1e3;
    }
}
