package dev.workmanager.http;

import dev.workmanager.model.Counts;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Source;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.JobSurvey;
import dev.workmanager.protocol.Json;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;
import dev.workmanager.store.Survey;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The surveys that somebody looks at. Each is made for all who ask for it, one after the other, and is kept for twenty times as long
 * as it took, a second at least: so fifty pages cost what one does, and one costs a twentieth of a processor. Thread-safe.
 */
final class Surveys {
    /** What is looked at. */
    record Range(JobId job, long from, long to, int cells) {}

    /** What was made, and until when it serves. */
    private record Made(byte[] json, long freshUntil, Counts counts, long superseded) {
        boolean serves(JobProgress now, long nanos) {
            boolean still = counts.running() == 0 && counts.equals(now.counts()) && superseded == now.superseded();
            return still || nanos - freshUntil < 0;
        }
    }

    /** Ranges that are remembered, or waited for. */
    private static final int KEPT = 64;

    private static final long REST = 20;
    private static final long LEAST = TimeUnit.SECONDS.toNanos(1);

    private final Store store;
    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<Range, CompletableFuture<Made>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    Surveys(Store store, InstantSource wall, LongSupplier nanoTime) {
        this.store = store;
        this.wall = wall;
        this.nanoTime = nanoTime;
    }

    /**
     * A survey as JSON: the one that is kept while that serves, a new one else.
     *
     * @param progress the job as it is now
     * @param worker where it is made
     * @throws RefusedException if too many others wait
     */
    CompletableFuture<byte[]> get(Range range, JobProgress progress, Executor worker) {
        CompletableFuture<Made> survey;
        synchronized (this) {
            CompletableFuture<Made> known = kept.get(range);
            if (known != null && (!known.isDone() || served(known, progress))) {
                survey = known;
            } else {
                requireRoom();
                survey = new CompletableFuture<>();
                kept.put(range, survey);
                waiting.add(() -> make(range, progress, survey));
            }
        }
        next(worker);
        return survey.thenApply(Made::json);
    }

    private boolean served(CompletableFuture<Made> known, JobProgress progress) {
        return !known.isCompletedExceptionally() && known.join().serves(progress, nanoTime.getAsLong());
    }

    /** The one that was asked for longest ago makes room, unless somebody waits for it. */
    private void requireRoom() {
        if (kept.size() < KEPT) {
            return;
        }
        Range eldest = kept.entrySet().stream()
                .filter(entry -> entry.getValue().isDone())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.UNAVAILABLE, "too many surveys are being made; come back in a second"));
        kept.remove(eldest);
    }

    /** One is made at a time. */
    private void next(Executor worker) {
        @Nullable Runnable task;
        synchronized (this) {
            task = busy ? null : waiting.poll();
            busy |= task != null;
        }
        if (task != null) {
            Runnable first = task;
            worker.execute(() -> {
                first.run();
                synchronized (this) {
                    busy = false;
                }
                next(worker);
            });
        }
    }

    private void make(Range range, JobProgress progress, CompletableFuture<Made> survey) {
        try {
            long begun = nanoTime.getAsLong();
            long now = wall.millis();
            Survey seen = store.survey(progress.job(), range.from(), range.to(), range.cells(), now);
            long end = nanoTime.getAsLong();
            long fresh = Math.max(LEAST, (end - begun) * REST);
            byte[] json = Json.write(view(seen, progress, now, TimeUnit.NANOSECONDS.toMillis(fresh)));
            survey.complete(new Made(json, end + fresh, progress.counts(), progress.superseded()));
        } catch (RuntimeException | Error failure) { // those who wait are told
            survey.completeExceptionally(failure);
        }
    }

    private static JobSurvey view(Survey survey, JobProgress progress, long now, long freshMillis) {
        Source source = progress.job().source();
        return new JobSurvey(
                progress.job().name(),
                Times.text(now),
                freshMillis,
                source.id(survey.from()),
                source.id(survey.to() - 1),
                survey.size(),
                new JobSurvey.Cells(
                        list(survey.cells(ItemState.PENDING)),
                        list(survey.cells(ItemState.RUNNING)),
                        list(survey.cells(ItemState.DONE)),
                        list(survey.cells(ItemState.FAILED)),
                        list(survey.cells(ItemState.CANCELLED))),
                new JobSurvey.Durations(list(Survey.durationBounds()), list(survey.durations())),
                survey.slowest().stream()
                        .map(slow -> new JobSurvey.Slow(
                                source.id(slow.index()), ItemViews.word(slow.state()), slow.millis()))
                        .toList());
    }

    private static List<Long> list(long[] numbers) {
        return LongStream.of(numbers).boxed().toList();
    }
}
