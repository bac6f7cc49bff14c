package dev.workmanager.http;

import dev.workmanager.metrics.Family;
import dev.workmanager.model.Hash;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Step;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.EventLog;
import dev.workmanager.store.EventRing;
import dev.workmanager.store.ItemList;
import dev.workmanager.store.ItemPage;
import dev.workmanager.store.ItemVisitor;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.JobSnapshot;
import dev.workmanager.store.Logs;
import dev.workmanager.store.PartFile;
import dev.workmanager.store.RegistryReader;
import dev.workmanager.store.ResultFile;
import dev.workmanager.store.Store;
import dev.workmanager.store.Survey;
import dev.workmanager.store.WorkerStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A store in memory that runs the real rules on a thread of its own. What is put aside waits until something else happens. */
public final class MemoryStore implements Store {
    private record Waiting<A>(Command<A> command, CompletableFuture<A> answer) {}

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Semaphore disk = new Semaphore(1);
    private final MemoryLedger ledger;
    private final List<Waiting<?>> waiting = new ArrayList<>();
    private final Map<String, byte[]> parts = new ConcurrentHashMap<>();
    private final List<Command<?>> commands = new ArrayList<>();
    private final Function<Long, @Nullable String> data;
    private final AtomicInteger begunParts = new AtomicInteger();
    private volatile @Nullable IOException diskFailure;
    private volatile @Nullable String obstacle;

    /** With one job, whose items have this data. */
    public MemoryStore(Job job, Function<Long, @Nullable String> data) {
        this.ledger = new MemoryLedger(job);
        this.data = data;
    }

    /** No command is answered until {@link #wakeUp}. */
    public void fallAsleep() {
        disk.acquireUninterruptibly();
    }

    /** Commands are answered again. */
    public void wakeUp() {
        disk.release();
    }

    /** From now on parts cannot be written. */
    public void failWrites(IOException failure) {
        diskFailure = failure;
    }

    /** What waits is applied for the last time, as when its time is up. */
    public void loseItsPatience() {
        thread.execute(() -> {
            List<Waiting<?>> all = List.copyOf(waiting);
            waiting.clear();
            all.forEach(each -> apply(each, false));
        });
    }

    /** Every command so far, in order. */
    public List<Command<?>> commands() {
        return ask(() -> List.copyOf(commands));
    }

    /** How many commands are put aside. */
    public int putAside() {
        return ask(waiting::size);
    }

    /** How many renewals there were. */
    public int renewals() {
        return ask(ledger::renewals);
    }

    /** The result of an item. */
    public byte[] result(long index) {
        return ask(() -> {
            Result result = ledger.result(index);
            return switch (result.getClass().getSimpleName()) {
                case "Inline" -> ((Result.Inline) result).bytes();
                case "Part" -> parts.get(((Result.Part) result).name());
                default -> new byte[0];
            };
        });
    }

    /** The names of the parts that lie there. */
    public List<String> parts() {
        return List.copyOf(parts.keySet());
    }

    /** How many parts were begun. */
    public int begunParts() {
        return begunParts.get();
    }

    private <T> T ask(java.util.function.Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, thread).join();
    }

    @Override
    public <A> CompletableFuture<A> submit(Command<A> command) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        thread.execute(() -> {
            disk.acquireUninterruptibly();
            disk.release();
            commands.add(command);
            apply(new Waiting<>(command, answer), command.patienceMillis() > 0);
            List<Waiting<?>> all = List.copyOf(waiting);
            waiting.clear();
            all.forEach(each -> apply(each, true));
        });
        return answer;
    }

    private <A> void apply(Waiting<A> each, boolean patient) {
        Step<A> step;
        try {
            step = each.command().apply(ledger, patient);
        } catch (RefusedException refused) {
            each.answer().completeExceptionally(refused);
            return;
        }
        if (step instanceof Step.Answered<A> answered) {
            each.answer().complete(answered.answer());
        } else if (step instanceof Step.PutAside<A> aside) {
            waiting.add(new Waiting<>(aside.rest(), each.answer()));
        }
    }

    @Override
    public Optional<JobSnapshot> job(String name) {
        return ask(() ->
                ledger.job(name).map(job -> new JobSnapshot(job, ledger.counts(job.no()), ledger.running(), 0)));
    }

    @Override
    public Optional<JobProgress> progress(String name) {
        return job(name).map(snapshot -> new JobProgress(snapshot.job(), snapshot.counts(), 0, 0, 0, 0));
    }

    @Override
    public @Nullable String data(Job job, long index) {
        return data.apply(index);
    }

    @Override
    public List<JobProgress> jobs() {
        return progress(Job.DEFAULT_NAME).stream().toList();
    }

    @Override
    public List<WorkerStatus> workers() {
        return ask(() -> ledger.workers().stream().map(MemoryStore::status).toList());
    }

    @Override
    public Optional<WorkerStatus> worker(WorkerId id) {
        return ask(() -> ledger.worker(id)).map(MemoryStore::status);
    }

    private static WorkerStatus status(Worker worker) {
        return new WorkerStatus(worker, 0, 0, List.of());
    }

    @Override
    public Optional<Worker> worker(int no) {
        return ask(() -> ledger.worker(no));
    }

    @Override
    public RegistryReader registry() {
        return ledger.registry();
    }

    @Override
    public Item item(Job job, long index) {
        return ask(() -> ledger.item(job.no(), index));
    }

    @Override
    public ItemPage page(Job job, Optional<ItemState> state, long from, int limit) {
        List<ItemPage.Entry> found = LongStream.range(from, job.source().count())
                .mapToObj(index -> new ItemPage.Entry(index, item(job, index)))
                .filter(entry -> state.isEmpty() || entry.item().state() == state.get())
                .limit(limit)
                .toList();
        return new ItemPage(found, OptionalLong.empty());
    }

    @Override
    public Survey survey(Job job, long from, long to, int cells, long now) {
        Survey survey = new Survey(from, to, cells, ItemState.PENDING);
        LongStream.range(from, to)
                .forEach(index -> survey.add(index, item(job, index).state()));
        return survey;
    }

    @Override
    public Optional<ResultFile> result(Job job, long index) {
        return Optional.empty();
    }

    @Override
    public void discardItemList(JobId job) {
        // there is none
    }

    @Override
    public void forEachItem(String job, ItemState state, ItemVisitor visitor) {
        List<Long> indexes = ask(() -> ledger.indexes(state).boxed().toList());
        indexes.forEach(index -> visitor.visit(index, ask(() -> ledger.item(1, index))));
    }

    @Override
    public ItemList newItemList(JobId job) {
        throw new IllegalStateException("the one job of this store was made with it");
    }

    @Override
    public PartFile newPart(String name) {
        begunParts.incrementAndGet();
        return new Part(name);
    }

    @Override
    public Optional<Result.Part> part(String name) {
        return Optional.ofNullable(parts.get(name)).map(bytes -> new Result.Part(name, bytes.length, Sha256.of(bytes)));
    }

    @Override
    public void discard(Result.Part part) {
        parts.remove(part.name());
    }

    @Override
    public Logs logs() {
        return new NoLogs();
    }

    @Override
    public long countResults(String job) {
        return 0;
    }

    @Override
    public CompletableFuture<JobSnapshot> whenOver(String job) {
        return new CompletableFuture<>();
    }

    @Override
    public EventLog events() {
        return new EventRing(0, 1);
    }

    /** From now on it says that it takes no changes, and why; null: it does. */
    void obstruct(@Nullable String why) {
        obstacle = why;
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    @Override
    public List<Family> measure() {
        return List.of();
    }

    @Override
    public CompletableFuture<Void> failure() {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(() -> {
            waiting.forEach(each -> each.answer()
                    .completeExceptionally(new RefusedException(ErrorCode.UNAVAILABLE, "the manager is stopping")));
            waiting.clear();
        });
        thread.shutdown();
    }

    private final class Part implements PartFile {
        private final String name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Part(String name) {
            this.name = name;
        }

        @Override
        public void write(ByteBuffer more) throws IOException {
            IOException failure = diskFailure;
            if (failure != null) {
                throw failure;
            }
            byte[] copy = new byte[more.remaining()];
            more.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public Result.Part finish() {
            byte[] all = bytes.toByteArray();
            Hash hash = Sha256.of(all);
            parts.put(name, all);
            return new Result.Part(name, all.length, hash);
        }

        @Override
        public void close() {
            // nothing was kept
        }
    }
}
