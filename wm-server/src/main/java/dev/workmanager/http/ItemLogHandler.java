package dev.workmanager.http;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Measured;
import dev.workmanager.model.Attempt;
import dev.workmanager.model.Item;
import dev.workmanager.model.Job;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.StoredLog;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.ResultFile;
import dev.workmanager.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code GET /v1/jobs/{job}/items/{id}/log}: what the program of an attempt has said, the newest one if none is named; as it is
 * now, or with {@code ?follow} on until the attempt has ended.
 */
final class ItemLogHandler implements Handler, Measured {
    static final String TEXT = "text/plain; charset=utf-8";

    /** So many may follow at the same time. */
    static final int MAX_FOLLOWERS = 1_000;

    private static final String ATTEMPT = "attempt";
    private static final String FOLLOW = "follow";
    private static final String OFFSET = "offset";

    private final Store store;
    private final int maxFollowers;
    private final AtomicInteger followers = new AtomicInteger();

    /**
     * @param maxFollowers so many may follow at the same time
     */
    ItemLogHandler(Store store, int maxFollowers) {
        this.store = store;
        this.maxFollowers = maxFollowers;
    }

    @Override
    public List<Family> measure() {
        return List.of(Family.gauge("wm_log_followers", "Clients that follow a log; " + MAX_FOLLOWERS + " may.")
                .with(followers.get()));
    }

    @Override
    public void handle(Call call) {
        Queries.requireOnly(call, ATTEMPT, FOLLOW, OFFSET);
        OptionalInt number = call.query(ATTEMPT).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) Queries.number(call, ATTEMPT, 1, Integer.MAX_VALUE, 1));
        boolean follow = follows(call);
        if (!follow && call.query(OFFSET).isPresent()) {
            throw Queries.wrong(OFFSET + ": goes with " + FOLLOW + "; without it there are range requests");
        }
        long offset = Queries.number(call, OFFSET, 0, Long.MAX_VALUE, 0);
        Job job = Jobs.of(call, store).job();
        long index = Jobs.index(call, job);
        if (follow) {
            call.work(() -> attempt(job, index, number), attempt -> follow(call, job, index, attempt, offset));
        } else {
            call.work(() -> answer(job, index, number), answer -> answer.send(call));
        }
    }

    private static boolean follows(Call call) {
        return switch (call.query(FOLLOW).orElse("false")) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw Queries.wrong(FOLLOW + ": true or false, or nothing for true");
        };
    }

    private void follow(Call call, Job job, long index, LeaseToken attempt, long offset) {
        if (followers.incrementAndGet() > maxFollowers) {
            followers.decrementAndGet();
            throw new RefusedException(
                    ErrorCode.UNAVAILABLE, maxFollowers + " logs are being followed, and that is all there may be");
        }
        call.closeWhenOver(followers::decrementAndGet);
        call.streamLive(TEXT, new FollowedLog(store, job, index, attempt, offset, call::stopping));
    }

    private RangedAnswer answer(Job job, long index, OptionalInt number) {
        LeaseToken attempt = attempt(job, index, number);
        try {
            Optional<ResultFile> log = store.logs().open(attempt);
            if (log.isEmpty()) {
                requireKept(job, index, attempt.attempt());
            }
            return new RangedAnswer(TEXT, log, log.isEmpty() ? 0 : log.get().size(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LeaseToken attempt(Job job, long index, OptionalInt number) {
        Item item = store.item(job, index);
        Attempt attempt = item.attempt(number.orElse(item.lastAttempt()))
                .orElseThrow(() -> none(
                        job,
                        index,
                        number.isEmpty()
                                ? "it was never handed out"
                                : "there is no attempt " + number.getAsInt() + ", or it is not remembered any more"));
        return new LeaseToken(job.id(), job.source().id(index), attempt.number(), attempt.bits());
    }

    /** Without a file the attempt has said nothing, unless it is so old that its log may have been removed. */
    private void requireKept(Job job, long index, int attempt) {
        if (attempt <= store.item(job, index).lastAttempt() - StoredLog.KEPT_ATTEMPTS) {
            throw none(job, index, "that of attempt " + attempt + " is not kept any more");
        }
    }

    private static RefusedException none(Job job, long index, String why) {
        return new RefusedException(
                ErrorCode.NO_LOG,
                "item " + job.source().id(index) + " of job '" + job.name() + "' has no such log: " + why);
    }
}
