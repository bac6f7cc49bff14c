package dev.workmanager.store.embedded;

import dev.workmanager.metrics.Family;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Result;
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
import dev.workmanager.store.StoreDamagedException;
import dev.workmanager.store.StoreFailedException;
import dev.workmanager.store.StoreUnusableException;
import dev.workmanager.store.Survey;
import dev.workmanager.store.Undelivered;
import dev.workmanager.store.WorkerStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store that needs nothing installed: a journal and MapDB files in a data folder, results in an out folder. Three threads: the
 * writer, the publisher behind it, and now and then one for a checkpoint.
 */
public final class EmbeddedStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private final EmbeddedOptions options;
    private final OutFolder out;
    private final EventRing events;
    private final Published published;
    private final Publisher publisher;
    private final Writer writer;
    private final Journal journal;
    private final State state;
    private final Parts parts;
    private final ItemLists lists;
    private final AttemptLogs logs;
    private final StoreMeasures measures;
    private @Nullable Running running;

    /** What belongs to a store that runs by itself. */
    private record Running(StoreThreads threads, FolderLock lock) {}

    /**
     * A store without threads: whoever has it calls {@link #step}.
     *
     * @param publishing runs what comes after the journal, in order
     * @param background runs checkpoints, and makes space for the journal
     */
    EmbeddedStore(Disk disk, EmbeddedOptions options, Executor publishing, Executor background) throws IOException {
        this.options = options;
        this.out = new OutFolder(disk, options.out());
        this.events = new EventRing(options.random().nextLong(), options.events());
        this.published = new Published(() -> options.monotonic().getAsLong() / 1_000_000, events);
        this.publisher = new Publisher(
                out, published, new Throughput(options.monotonic()), item -> Undelivered.takeBack(this, item));
        Recovery.Found found = recover(new Recovery(disk, options, out, background));
        this.state = found.state();
        this.journal = found.journal();
        Checkpointer checkpointer = new Checkpointer(disk, options.data(), out, journal, found.nextFile());
        this.writer = new Writer(options, state, journal, publisher, checkpointer, publishing, background);
        // When the store has failed, nobody knows whether the frame is there that needs a part; the next start does.
        this.parts =
                new Parts(out, name -> publisher.owes(name) || writer.failure().isDone());
        this.lists = new ItemLists(disk, options.data());
        this.logs = new AttemptLogs(disk, options.data(), background);
        logs.keepOnly(state.jobs.values().stream().map(job -> job.job().id()).collect(Collectors.toSet()));
        this.measures = new StoreMeasures(options, writer, journal, publisher, published, state);
        published.show(state);
        state.jobs.values().forEach(job -> publisher.checkOver(job.job().name()));
    }

    private Recovery.Found recover(Recovery recovery) throws IOException {
        try {
            return recovery.run();
        } catch (MalformedDataException e) {
            throw new StoreDamagedException(
                    "the state in " + options.data() + " is damaged: " + e.getMessage()
                            + ". Put the data folder back from a copy, or begin with an empty one",
                    e);
        } catch (SyncFailedException e) {
            throw failed(e);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Opens the store of a data folder, or makes one, and starts it.
     *
     * @throws StoreUnusableException if the folders cannot be used
     * @throws dev.workmanager.store.StoreDamagedException if what is in there is damaged
     */
    public static EmbeddedStore open(EmbeddedOptions options) {
        return open(new NioDisk(), options);
    }

    /** As {@link #open(EmbeddedOptions)}, on another disk. */
    static EmbeddedStore open(Disk disk, EmbeddedOptions options) {
        FolderLock lock;
        try {
            disk.createFolders(options.data());
            lock = FolderLock.acquire(options.data());
        } catch (IOException e) {
            throw unusable("the data folder " + options.data(), e);
        }
        StoreThreads threads = new StoreThreads();
        try {
            BackupMark mark = new BackupMark(disk, options.data());
            boolean backup = mark.isBackup();
            EmbeddedStore store = new EmbeddedStore(disk, options, threads.publishing(), threads.background());
            Restoration restoration = new Restoration(store.state);
            store.running = new Running(threads, lock);
            threads.start(() -> store.writer.step(true));
            if (backup) {
                store.restore(restoration, mark);
            }
            return store;
        } catch (IOException | RuntimeException e) {
            threads.abandon();
            closeQuietly(lock);
            if (e instanceof IOException cause) {
                throw unusable("the data folder " + options.data() + " or the out folder " + options.out(), cause);
            }
            throw (RuntimeException) e;
        }
    }

    private void restore(Restoration restoration, BackupMark mark) throws IOException {
        try {
            restoration.run(this);
            mark.remove();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static StoreUnusableException unusable(String what, IOException cause) {
        return new StoreUnusableException(
                what + " cannot be used: " + reason(cause)
                        + ". Make it writable for this user, or choose another one with --data and --out",
                cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        return cause instanceof FileSystemException named && named.getReason() == null
                ? cause.toString()
                : String.valueOf(cause.getMessage());
    }

    private static void closeQuietly(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("cannot give back the lock of the data folder: {}", e.toString());
        }
    }

    /** Does what there is to do now; for a store without threads. */
    boolean step() {
        return writer.step(false);
    }

    /** Writes a checkpoint now; for a store without threads. */
    void checkpoint() {
        writer.checkpoint();
    }

    @Override
    public <A> CompletableFuture<A> submit(Command<A> command) {
        CompletableFuture<A> answer = writer.submit(command, () -> {});
        CompletableFuture<Void> unused = answer.thenRun(() -> parts.forget(command));
        return answer;
    }

    @Override
    public <A> CompletableFuture<A> submit(Command<A> command, Runnable settled) {
        AtomicBoolean told = new AtomicBoolean();
        Runnable once = () -> {
            if (told.compareAndSet(false, true)) {
                settled.run();
            }
        };
        return writer.submit(command, once).whenComplete((answer, failure) -> {
            once.run();
            if (failure == null) {
                parts.forget(command);
            }
        });
    }

    @Override
    public Optional<JobSnapshot> job(String name) {
        return published.job(name);
    }

    @Override
    public Optional<JobProgress> progress(String name) {
        return published.progress(name);
    }

    @Override
    public List<JobProgress> jobs() {
        return published.jobs();
    }

    @Override
    public List<WorkerStatus> workers() {
        return published.workers();
    }

    @Override
    public Optional<WorkerStatus> worker(WorkerId id) {
        return published.worker(id);
    }

    @Override
    public Optional<Worker> worker(int no) {
        return published.worker(no);
    }

    @Override
    public RegistryReader registry() {
        return published.registry();
    }

    @Override
    public Item item(Job job, long index) {
        return state.item(job.no(), index);
    }

    @Override
    public ItemPage page(Job job, Optional<ItemState> wanted, long from, int limit) {
        return new Pages(state.chunks, job).page(wanted, from, limit);
    }

    @Override
    public Survey survey(Job job, long from, long to, int cells, long now) {
        return SurveyVisit.of(state.chunks, job, from, to, cells, now);
    }

    @Override
    public Optional<ResultFile> result(Job job, long index) throws IOException {
        return out.open(job, index);
    }

    @Override
    public @Nullable String data(Job job, long index) {
        return lists.get(job, index);
    }

    @Override
    public ItemList newItemList(JobId job) throws IOException {
        return lists.create(job);
    }

    @Override
    public void discardItemList(JobId job) throws IOException {
        lists.remove(job);
    }

    @Override
    public PartFile newPart(String name) throws IOException {
        return parts.create(name);
    }

    @Override
    public Optional<Result.Part> part(String name) throws IOException {
        return parts.find(name);
    }

    @Override
    public void forEachItem(String job, ItemState wanted, ItemVisitor visitor) {
        forEachItem(job, encoded -> ItemCodec.state(encoded) == wanted, visitor);
    }

    /** Visits all items that were ever touched. */
    void forEachItem(String job, ItemVisitor visitor) {
        forEachItem(job, encoded -> true, visitor);
    }

    private void forEachItem(String job, Predicate<byte[]> wanted, ItemVisitor visitor) {
        published
                .progress(job)
                .ifPresent(found -> state.chunks.visit(found.job().no(), 0, (index, encoded) -> {
                    if (wanted.test(encoded)) {
                        visitor.visit(index, ItemCodec.decode(encoded));
                    }
                    return true;
                }));
    }

    @Override
    public void discard(Result.Part part) throws IOException {
        parts.discard(part);
    }

    @Override
    public Logs logs() {
        return logs;
    }

    @Override
    public long countResults(String job) throws IOException {
        return out.countResults(job);
    }

    @Override
    public CompletableFuture<JobSnapshot> whenOver(String job) {
        return publisher.whenOver(job);
    }

    @Override
    public EventLog events() {
        return events;
    }

    @Override
    public Optional<String> obstacle() {
        return writer.obstacle();
    }

    @Override
    public List<Family> measure() {
        return measures.measure();
    }

    @Override
    public CompletableFuture<Void> failure() {
        return writer.failure();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Those who wait for an item are sent away empty-handed.
     *
     * @throws StoreFailedException if it fails at the very end, so that {@link #failure} could not tell
     */
    @Override
    public void close() {
        writer.close();
        logs.close();
        Running own = running;
        if (own != null) {
            running = null;
            boolean known = writer.failure().isDone();
            boolean published = own.threads().awaitEnd();
            writer.end();
            try {
                tidyOut(published);
                if (!known && writer.failure().isDone()) {
                    writer.failure().join();
                }
            } catch (SyncFailedException e) {
                throw failed(e);
            } catch (CompletionException e) {
                throw e.getCause() instanceof StoreFailedException why ? why : e;
            } finally {
                events.close();
                closeFiles();
                closeQuietly(own.lock());
            }
        }
    }

    private static StoreFailedException failed(SyncFailedException e) {
        return new StoreFailedException(e.getMessage() + ". Look after the disk, then start the manager again", e);
    }

    private void tidyOut(boolean allPublished) {
        if (writer.failure().isDone()) {
            return;
        }
        // A part that still waits to become a result looks left over: its item is done.
        if (allPublished && !publisher.inDebt()) {
            removeLeftOverParts();
        }
        out.sync();
    }

    private void removeLeftOverParts() {
        try {
            LeftOverParts.remove(out, state);
        } catch (IOException e) {
            LOG.warn("cannot remove the parts that are left over in {}: {}", options.out(), e.toString());
        }
    }

    private void closeFiles() {
        try {
            journal.close();
            lists.close();
        } catch (IOException e) {
            LOG.warn("cannot close the files of the store: {}", e.toString());
        }
        state.chunks.files().forEach(ChunkFile::release);
    }
}
