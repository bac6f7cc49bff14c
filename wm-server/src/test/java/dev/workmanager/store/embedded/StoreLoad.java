package dev.workmanager.store.embedded;

import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.JobChange;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.Selection;
import dev.workmanager.store.ItemList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A store at work: some workers, and somebody who makes and deletes jobs with lists. */
final class StoreLoad implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final int TAKE = 3;
    private static final long DEADLINE_SECONDS = 60;

    private final Path folder;
    private final EmbeddedStore store;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<Long> acknowledged = new HashSet<>();
    private final Map<WorkerId, List<HandedOut>> held = new HashMap<>();
    private volatile boolean ending;
    private long most = Long.MAX_VALUE;

    private StoreLoad(Path folder, EmbeddedStore store) {
        this.folder = folder;
        this.store = store;
    }

    static StoreLoad on(Path folder) {
        StoreLoad load = new StoreLoad(folder, EmbeddedStore.open(options(folder)));
        load.store
                .submit(newJob(LoadedProcess.JOB.id(), LoadedProcess.JOB.name(), LoadedProcess.JOB.source()))
                .join();
        for (int i = 0; i < WORKERS; i++) {
            WorkerId worker = new WorkerId("w" + i);
            load.begin(() -> load.work(worker));
        }
        load.begin(load::makeJobs);
        return load;
    }

    /** Still smaller ones: a checkpoint for every hundred items. */
    private static EmbeddedOptions options(Path folder) {
        EmbeddedOptions usual = LoadedProcess.options(folder);
        return new EmbeddedOptions(
                usual.data(),
                usual.out(),
                usual.wall(),
                usual.monotonic(),
                usual.random(),
                20_000,
                64 << 10,
                1 << 20,
                usual.sweepPeriod(),
                usual.events());
    }

    private static Command<?> newJob(JobId id, String name, Source source) {
        return new Command.Submit(new NewJob(id, name, source, Policy.DEFAULT, true));
    }

    private void begin(Runnable work) {
        Thread thread = new Thread(work, "load");
        threads.add(thread);
        thread.start();
    }

    private void work(WorkerId worker) {
        List<HandedOut> mine = List.of();
        for (long number = 1; !ending; number++) {
            awaitAllowed();
            List<Ended> ended = mine.stream().map(this::done).toList();
            Exchanged answer = store.submit(
                            new Command.Exchange(worker, 0, number, Optional.empty(), ended, TAKE, Selection.ALL, 0))
                    .join();
            note(worker, mine, answer.items());
            mine = answer.items();
        }
    }

    private synchronized void note(WorkerId worker, List<HandedOut> done, List<HandedOut> taken) {
        done.forEach(item -> acknowledged.add(item.id()));
        held.put(worker, taken);
        notifyAll();
    }

    private Ended done(HandedOut item) {
        try {
            return LoadedProcess.done(store, item);
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Paused ones, so that nobody works on them. */
    private void makeJobs() {
        for (int i = 1; !ending; i++) {
            JobId id = new JobId(1_000 + i);
            String name = "list" + i;
            try {
                try (ItemList list = store.newItemList(id)) {
                    byte[] line = "a line".getBytes(StandardCharsets.UTF_8);
                    list.add(line, 0, line.length);
                }
                store.submit(newJob(id, name, new Source(Source.Kind.LIST, 1, 1, "list: 1 line")))
                        .join();
                store.submit(new Command.ChangeJob(name, JobChange.CANCEL)).join();
                store.submit(new Command.DeleteJob(name)).join();
                store.discardItemList(id);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** So many more may be done, and then no others: what has been done has to be looked at, too. */
    synchronized void allow(int more) {
        most = acknowledged.size() + (long) more;
        notifyAll();
    }

    private synchronized void awaitAllowed() {
        while (acknowledged.size() >= most && !ending) {
            try {
                wait(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Waits until so many more are acknowledged. */
    synchronized void awaitAcknowledged(int more) {
        int wanted = acknowledged.size() + more;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (acknowledged.size() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + acknowledged.size() + " acknowledged");
            }
            try {
                wait(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** How many files of chunks were written. */
    long checkpoints() throws IOException {
        return Manifest.read(new NioDisk(), folder.resolve("data"))
                .map(manifest -> manifest.nextFile() - 1)
                .orElse(0L);
    }

    /** Waits until there is one. */
    void awaitCheckpoint() throws IOException {
        while (checkpoints() == 0) {
            awaitAcknowledged(100);
        }
    }

    /** Waits until the store has let go of a file. */
    void awaitGone(Path file) {
        while (Files.exists(file)) {
            awaitAcknowledged(50);
        }
    }

    synchronized Set<Long> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** What the workers hold now. */
    synchronized List<HandedOut> held() {
        return held.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        ending = true;
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        store.close();
    }
}
