package dev.workmanager.client;

import dev.workmanager.model.Version;
import dev.workmanager.protocol.About;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A worker inside a Java program. Leases are renewed while the work goes on, what fails on the way is sent again, and nothing is done
 * twice because of that.
 *
 * <pre>{@code
 * try (WorkClient client = WorkClient.connect("http://manager:8080")) {
 *     client.forEachItem(4, item -> crunch(item.data().orElseThrow()).getBytes(UTF_8));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Its threads do not keep the program alive.
 */
public final class WorkClient implements AutoCloseable {
    /** The manager may be away for so long, unless set otherwise. */
    public static final Duration GIVE_UP_AFTER = Duration.ofMinutes(5);

    private static final System.Logger LOG = System.getLogger(WorkClient.class.getName());

    private final WorkSession session;

    private WorkClient(WorkSession session) {
        this.session = session;
    }

    /**
     * A worker of a manager; nothing is sent yet, so the manager need not be up. Logs, by {@link System.Logger}, when it misses the
     * manager, and gives up after five minutes of that.
     *
     * @param manager where it listens, such as {@code http://manager:8080}
     * @throws IllegalArgumentException if that is no address
     */
    public static WorkClient connect(String manager) {
        return connect(manager, GIVE_UP_AFTER, line -> LOG.log(System.Logger.Level.WARNING, line));
    }

    /**
     * As {@link #connect(String)}.
     *
     * @param giveUpAfter after so long without the manager {@link #forEachItem} ends with a {@link GaveUpException}
     * @param say takes lines for people, on any thread
     */
    public static WorkClient connect(String manager, Duration giveUpAfter, Consumer<String> say) {
        String version = Version.current().number();
        About about = new About(null, null, ProcessHandle.current().pid(), version, null);
        WorkSettings settings = new WorkSettings(
                ManagerAddress.parse(manager),
                about,
                Choice.ALL,
                "work-client/" + version,
                RetryPolicy.givingUpAfter(giveUpAfter),
                WorkSettings.ANSWER_WITHIN);
        return new WorkClient(WorkSession.open(settings, System::nanoTime, new SecureRandom(), say));
    }

    /** As {@link #forEachItem(int, ItemWork)}, one item at a time. */
    public boolean forEachItem(ItemWork work) {
        return forEachItem(1, work);
    }

    /**
     * Takes items and does the work on them until the manager says that all is finished, or {@link #stop} is called. Once for each
     * client.
     *
     * @param slots so many at a time, each on a thread of its own; at least 1
     * @param work what is done with each
     * @return whether the manager said that all is finished
     * @throws GaveUpException after too long without the manager
     * @throws RefusedException if the manager refuses a request for what it is: a defect of one side
     */
    public boolean forEachItem(int slots, ItemWork work) {
        ExecutorService threads = Executors.newFixedThreadPool(slots, task -> {
            Thread thread = new Thread(task, "work-client");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Boolean>> ends = new ArrayList<>();
            for (int i = 0; i < slots; i++) {
                ends.add(threads.submit(stoppingOthers(new ClientSlot(session, i, work))));
            }
            boolean finished = true;
            for (Future<Boolean> end : ends) {
                finished &= await(end);
            }
            return finished;
        } finally {
            threads.shutdown();
        }
    }

    /** When one slot cannot go on, the others finish what they hold. */
    private Callable<Boolean> stoppingOthers(ClientSlot slot) {
        return () -> {
            try {
                return slot.work();
            } catch (RuntimeException | Error e) {
                stop();
                throw e;
            }
        };
    }

    private boolean await(Future<Boolean> end) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return end.get();
                } catch (InterruptedException e) {
                    // Whoever interrupts wants an end; what is held is finished all the same.
                    interrupted = true;
                    stop();
                } catch (ExecutionException e) {
                    throw rethrown(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** Takes nothing more; what is held is finished, then {@link #forEachItem} comes back. Any thread, any time, also more than once. */
    public void stop() {
        session.takeNoMore();
    }

    /** Stops, and lets go of the connections. What is still held goes back when its lease has run out. */
    @Override
    public void close() {
        stop();
        session.close();
    }
}
