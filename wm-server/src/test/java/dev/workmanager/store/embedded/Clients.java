package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Backoff;
import dev.workmanager.model.Hash;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.Report;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.JobChange;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Selection;
import dev.workmanager.rules.Standing;
import dev.workmanager.rules.Taken;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.PartFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Clients of a store that do what clients do, at random: workers with a name, requesters without one, and an operator. */
final class Clients {
    private static final int WORKERS = 4;
    private static final int MOST_RESULT_BYTES = 1_500;
    private static final int MOST_PART_BYTES = 3_000;
    private static final Set<ErrorCode> MAY_BE_REFUSED =
            Set.of(ErrorCode.STORAGE_FULL, ErrorCode.UNAVAILABLE, ErrorCode.STALE_REQUEST);

    /** Beside these, what somebody is told who changes a job that another one has just changed. */
    private static final Set<ErrorCode> OF_JOBS =
            Set.of(ErrorCode.NOT_FOUND, ErrorCode.JOB_EXISTS, ErrorCode.JOB_ACTIVE, ErrorCode.JOB_CANCELLED);

    private static final List<JobChange> CHANGES = List.of(JobChange.values());

    /** Somebody is told: an answer, or why there is none. */
    private interface Told<A> {
        void answer(@Nullable A answer, @Nullable ErrorCode refused);
    }

    private final RandomGenerator random;
    private final Job job;
    private final ClientLedger ledger;
    private final List<SimWorker> workers;
    private final List<HandedOut> strays;
    private long names;
    private int untold;
    private int unreturned;

    Clients(RandomGenerator random, Job job) {
        this(random, job, new ClientLedger(), new ArrayList<>(), new ArrayList<>(), 0);
        for (int i = 0; i < WORKERS; i++) {
            workers.add(newWorker());
        }
    }

    private Clients(
            RandomGenerator random,
            Job job,
            ClientLedger ledger,
            List<SimWorker> workers,
            List<HandedOut> strays,
            long names) {
        this.random = random;
        this.job = job;
        this.ledger = ledger;
        this.workers = workers;
        this.strays = strays;
        this.names = names;
    }

    /** The same clients, to go on from this moment a second time. Answers to these do not reach the others. */
    Clients copy() {
        return new Clients(random, job, ledger.copy(), new ArrayList<>(workers), new ArrayList<>(strays), names);
    }

    ClientLedger ledger() {
        return ledger;
    }

    /** Looks whether everybody has been told something who did not mean to wait. */
    void checkTold() {
        assertThat(untold).as("commands without an answer").isZero();
    }

    /** Looks whether all was given back that was to be: the store may keep that until it has room, since nobody waits for it. */
    void checkReturned() {
        assertThat(unreturned).as("items not given back yet").isZero();
    }

    private SimWorker newWorker() {
        return SimWorker.fresh(new WorkerId("w" + ++names));
    }

    /** One of them does something. */
    void act(EmbeddedStore store) {
        int what = random.nextInt(100);
        if (what < 45) {
            exchange(store, random.nextInt(workers.size()));
        } else if (what < 54) {
            repeat(store, workers.get(random.nextInt(workers.size())));
        } else if (what < 57) {
            comeTooLate(store, workers.get(random.nextInt(workers.size())));
        } else if (what < 63) {
            renew(store, workers.get(random.nextInt(workers.size())));
        } else if (what < 74) {
            take(store);
        } else if (what < 90) {
            complete(store);
        } else if (what < 98) {
            operate(store, what);
        } else {
            workers.set(random.nextInt(workers.size()), newWorker());
        }
    }

    private void exchange(EmbeddedStore store, int at) {
        SimWorker worker = workers.get(at);
        SimWorker.Asked asked = worker.unanswered();
        if (asked == null) {
            asked = new SimWorker.Asked(
                    worker.number() + 1,
                    worker.held().stream()
                            .filter(item -> random.nextInt(3) > 0)
                            .map(this::end)
                            .toList(),
                    random.nextInt(4),
                    random.nextInt(3) == 0 ? 3_000 : 0);
            workers.set(at, worker.asks(asked));
        }
        send(store, workers.get(at), asked);
    }

    private SimWorker.End end(HandedOut item) {
        int what = random.nextInt(20);
        if (what < 14) {
            boolean put = what < 3;
            byte[] result = what > 10 ? new byte[0] : bytes(put ? MOST_PART_BYTES : MOST_RESULT_BYTES);
            return new SimWorker.End(item, AttemptEnd.DONE, 0, result, put);
        }
        AttemptEnd how = switch (what) {
            case 14, 15, 16 -> AttemptEnd.FAILED;
            case 17 -> AttemptEnd.TIMED_OUT;
            case 18 -> AttemptEnd.GIVEN_BACK;
            default -> AttemptEnd.RELEASED;
        };
        return new SimWorker.End(item, how, how == AttemptEnd.FAILED ? random.nextInt(1, 255) : 0, new byte[0], false);
    }

    private void send(EmbeddedStore store, SimWorker worker, SimWorker.Asked asked) {
        List<Ended> ended = new ArrayList<>();
        try {
            for (SimWorker.End end : asked.ends()) {
                ended.add(ended(end, end.put() ? put(store, end) : inline(end.result())));
            }
        } catch (IOException refused) {
            ledger.noteRefusal();
            return;
        }
        asked.ends().stream()
                .filter(SimWorker.End::completes)
                .forEach(end ->
                        ledger.begin(end.item().index(), end.item().token().toString(), end.result()));
        submit(store, command(worker, asked, ended), (answer, refused) -> {
            if (answer == null) {
                ledger.noteRefusal();
            } else {
                answered(worker, asked, answer);
            }
        });
    }

    private static Command.Exchange command(SimWorker worker, SimWorker.Asked asked, List<Ended> ended) {
        return new Command.Exchange(
                worker.id(),
                0,
                asked.number(),
                Optional.empty(),
                ended,
                asked.take(),
                Selection.ALL,
                asked.patienceMillis());
    }

    private static Ended ended(SimWorker.End end, Result result) {
        LeaseToken token = end.item().token();
        return new Ended(token.toString(), Optional.of(token), end.how(), end.code(), result, "stderr", "");
    }

    private void answered(SimWorker worker, SimWorker.Asked asked, Exchanged answer) {
        for (int i = 0; i < asked.ends().size(); i++) {
            ledger.ended(asked.ends().get(i), answer.verdicts().get(i).outcome());
        }
        answer.items().forEach(ledger::handedOut);
        workers.replaceAll(one -> one.id().equals(worker.id()) ? one.answered(asked, answer) : one);
    }

    /** An exchange whose answer was lost on its way to the worker comes again. */
    private void repeat(EmbeddedStore store, SimWorker worker) {
        SimWorker.Asked asked = worker.last();
        Exchanged answer = worker.answer();
        if (asked == null || answer == null || worker.unanswered() != null) {
            return;
        }
        List<Ended> ended = asked.ends().stream()
                .map(end -> ended(end, end.put() ? missing(end.result()) : inline(end.result())))
                .toList();
        submit(store, command(worker, asked, ended), (again, refused) -> {
            if (again != null) {
                assertThat(again.verdicts()).isEqualTo(answer.verdicts());
                assertThat(answer.items().stream().map(HandedOut::token).toList())
                        .containsAll(
                                again.items().stream().map(HandedOut::token).toList());
            } else if (refused == ErrorCode.STALE_REQUEST) {
                // It has sent a later one meanwhile.
                assertThat(workers).doesNotContain(worker);
            } else {
                ledger.noteRefusal();
            }
        });
    }

    private void comeTooLate(EmbeddedStore store, SimWorker worker) {
        if (worker.last() == null || worker.number() < 2) {
            return;
        }
        SimWorker.Asked stale = new SimWorker.Asked(worker.last().number() - 1, List.of(), 2, 0);
        submit(
                store,
                command(worker, stale, List.of()),
                (answer, refused) -> assertThat(answer).isNull());
    }

    private void renew(EmbeddedStore store, SimWorker worker) {
        List<Optional<LeaseToken>> tokens = worker.held().stream()
                .filter(item -> random.nextBoolean())
                .map(item -> Optional.of(item.token()))
                .toList();
        submit(store, new Command.Renew(Optional.empty(), tokens), (renewed, refused) -> {
            if (renewed != null) {
                assertThat(renewed.standings()).doesNotContain(Standing.UNKNOWN);
            }
        });
    }

    private void take(EmbeddedStore store) {
        submit(store, new Command.Take(Job.DEFAULT_NAME, false, 0), this::taken);
    }

    private void taken(@Nullable Taken answer, @Nullable ErrorCode refused) {
        if (answer == null) {
            ledger.noteRefusal();
        } else if (answer instanceof Taken.Handed handed) {
            ledger.handedOut(handed.item());
            strays.add(handed.item());
        }
    }

    private void complete(EmbeddedStore store) {
        boolean put = random.nextInt(5) == 0;
        long index = strays.isEmpty() || random.nextInt(4) == 0
                ? random.nextLong(job.source().count())
                : strays.remove(random.nextInt(strays.size())).index();
        byte[] bytes = random.nextInt(4) == 0 ? new byte[0] : bytes(put ? MOST_PART_BYTES : MOST_RESULT_BYTES);
        Result result;
        try {
            result = put && bytes.length > 0 ? put(store, "body-" + ++names, bytes) : inline(bytes);
        } catch (IOException refused) {
            ledger.noteRefusal();
            return;
        }
        String sender = "nameless-" + ++names;
        ledger.begin(index, sender, bytes);
        Command.Complete command =
                new Command.Complete(Job.DEFAULT_NAME, job.source().id(index), result, false, 0);
        submit(store, command, (answer, refused) -> {
            if (answer != null) {
                ledger.completed(index, sender, bytes);
            }
            taken(answer, refused);
            if (answer == null && result instanceof Result.Part part) {
                discard(store, part);
            }
        });
    }

    private void discard(EmbeddedStore store, Result.Part part) {
        try {
            store.discard(part);
        } catch (IOException e) {
            ledger.noteRefusal();
        }
    }

    private void operate(EmbeddedStore store, int what) {
        List<Long> some = LongStream.generate(() -> random.nextLong(job.source().count()))
                .limit(10)
                .boxed()
                .toList();
        switch (what) {
            case 90, 91 -> {
                if (!strays.isEmpty()) {
                    submit(store, new Command.TakeBack(strays.remove(strays.size() - 1)), this::ignore);
                }
            }
            case 92, 93 -> submit(store, new Command.Wipe(job.no(), some), this::ignore);
            case 94 -> submit(store, new Command.Retry(job.no(), some, Set.of(ItemState.FAILED)), this::ignore);
            case 95 -> report(store);
            case 96 -> operateOnAnotherJob(store);
            default -> {
                Duration first = Duration.ofMillis(random.nextLong(0, 5_000));
                Policy policy = job.policy()
                        .withAttempts(random.nextInt(1, 4))
                        .withBackoff(new Backoff(first, first.multipliedBy(4)));
                submit(store, new Command.ChangePolicy(job.no(), policy), this::ignore);
            }
        }
    }

    /** Somebody registers, leaves, or tells something. */
    private void report(EmbeddedStore store) {
        String worker = "reporter " + random.nextInt(3);
        String event = List.of(Report.STARTED, Report.STOPPED, "failure").get(random.nextInt(3));
        @Nullable String key = random.nextBoolean() ? null : "key" + random.nextInt(5);
        Report report = new Report(worker, "group", event, "x".repeat(random.nextInt(500)), key);
        submit(store, new Command.Tell(report, random.nextBoolean()), this::ignore);
    }

    /** A job in a domain of its own, so that nobody takes its items: it is made, paused, cancelled, deleted and made again. */
    private void operateOnAnotherJob(EmbeddedStore store) {
        String name = "other" + random.nextInt(2);
        Optional<JobProgress> known = store.progress(name);
        if (known.isEmpty()) {
            Policy policy = SimFolders.POLICY.change().domain("others").build();
            Source source = Source.numeric(1, random.nextLong(1, 1_000_000));
            submit(
                    store,
                    new Command.Submit(new NewJob(new JobId(1_000_000 + ++names), name, source, policy, true)),
                    this::ignore);
        } else if (known.get().counts().ended()) {
            submit(store, new Command.DeleteJob(name), this::ignore);
        } else {
            JobChange change = CHANGES.get(random.nextInt(CHANGES.size()));
            submit(store, new Command.ChangeJob(name, change), this::ignore);
        }
    }

    private <A> void ignore(@Nullable A answer, @Nullable ErrorCode refused) {
        if (answer == null) {
            ledger.noteRefusal();
        }
    }

    /** Sends a command; only a disk that refuses, or a request that comes too late, is a reason to refuse it. */
    private <A> void submit(EmbeddedStore store, Command<A> command, Told<A> told) {
        int back = command instanceof Command.TakeBack ? 1 : 0;
        int impatient = command.patienceMillis() == 0 ? 1 - back : 0;
        unreturned += back;
        untold += impatient;
        CompletableFuture<A> unused = store.submit(command).whenComplete((answer, failure) -> {
            unreturned -= back;
            untold -= impatient;
            try {
                if (failure == null) {
                    ledger.noteAnswer();
                    told.answer(answer, null);
                } else {
                    assertThat(failure).isInstanceOf(RefusedException.class);
                    ErrorCode refused = ((RefusedException) failure).code();
                    assertThat(mayBeRefused(command, refused)).as("%s", refused).isTrue();
                    told.answer(null, refused);
                }
            } catch (AssertionError | RuntimeException e) {
                ledger.complain(command + " was not answered as it should", e);
            }
        });
    }

    private static boolean mayBeRefused(Command<?> command, ErrorCode code) {
        boolean ofJob = command instanceof Command.Submit
                || command instanceof Command.ChangeJob
                || command instanceof Command.DeleteJob;
        return MAY_BE_REFUSED.contains(code) || ofJob && OF_JOBS.contains(code);
    }

    private static Result.Part put(EmbeddedStore store, SimWorker.End end) throws IOException {
        String name = end.item().token().toString();
        Optional<Result.Part> there = store.part(name);
        Hash hash = hash(end.result());
        return there.isPresent() && there.get().hash().equals(hash) ? there.get() : put(store, name, end.result());
    }

    private static Result.Part put(EmbeddedStore store, String name, byte[] bytes) throws IOException {
        try (PartFile part = store.newPart(name)) {
            part.write(ByteBuffer.wrap(bytes));
            return part.finish();
        }
    }

    private static Result missing(byte[] bytes) {
        return new Result.Missing(bytes.length, hash(bytes));
    }

    static Result inline(byte[] bytes) {
        return bytes.length == 0 ? Result.EMPTY : new Result.Inline(bytes, hash(bytes));
    }

    static Hash hash(byte[] bytes) {
        try {
            return Hash.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(1, most)];
        random.nextBytes(bytes);
        return bytes;
    }
}
