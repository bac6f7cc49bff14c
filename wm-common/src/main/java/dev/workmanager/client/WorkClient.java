package dev.workmanager.client;

import dev.workmanager.model.Version;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.JobSubmission;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A worker inside a Java program, which may also make jobs, wait for them and cancel them. Leases are renewed while the work goes on,
 * what fails on the way is sent again, and nothing is done twice because of that.
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
    private final Asking asking;
    private final JobCalls jobs;
    private final LogCalls logs;

    private WorkClient(WorkSession session, Asking asking) {
        this.session = session;
        this.asking = asking;
        this.jobs = new JobCalls(asking);
        this.logs = new LogCalls(asking);
    }

    /**
     * A worker of a manager; nothing is sent yet, so the manager need not be up. Logs, by {@link System.Logger}, when it misses the
     * manager, and gives up after five minutes of that.
     *
     * @param manager where it listens, such as {@code http://manager:8080}
     * @throws IllegalArgumentException if that is no address
     */
    public static WorkClient connect(String manager) {
        return connect(manager, Choice.ALL);
    }

    /** As {@link #connect(String)}, for items of some jobs only. */
    public static WorkClient connect(String manager, Choice choice) {
        return connect(manager, choice, Credentials.NONE);
    }

    /** As {@link #connect(String, Choice)}, of a manager that demands a token, or whose certificate is not from a public authority. */
    public static WorkClient connect(String manager, Choice choice, Credentials credentials) {
        return connect(manager, choice, credentials, GIVE_UP_AFTER, line -> LOG.log(System.Logger.Level.WARNING, line));
    }

    /**
     * As {@link #connect(String)}.
     *
     * @param choice which jobs {@link #forEachItem} takes items of
     * @param credentials what opens the manager
     * @param giveUpAfter after so long without the manager whatever was asked ends with a {@link GaveUpException}
     * @param say takes lines for people, on any thread
     */
    public static WorkClient connect(
            String manager, Choice choice, Credentials credentials, Duration giveUpAfter, Consumer<String> say) {
        String version = Version.current().number();
        About about = new About(null, null, ProcessHandle.current().pid(), version, null);
        WorkSettings settings = new WorkSettings(
                ManagerAddress.parse(manager),
                about,
                choice,
                "work-client/" + version,
                credentials,
                RetryPolicy.givingUpAfter(giveUpAfter),
                WorkSettings.ANSWER_WITHIN);
        SecureRandom random = new SecureRandom();
        return new WorkClient(
                WorkSession.open(settings, System::nanoTime, random, say),
                new Asking(settings, System::nanoTime, random, say));
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

    /**
     * Makes a job. The same once more is harmless.
     *
     * @param job its name
     * @param submission its items, and its policy where that is not the usual one
     * @return the job as it is now
     * @throws RefusedException if the manager refuses it: another job has that name, or something in it is wrong
     * @throws GaveUpException after too long without the manager
     */
    public JobStatus submit(String job, JobSubmission submission) {
        return jobs.submit(job, submission);
    }

    /**
     * As {@link #submit(String, JobSubmission)}, with one item for each line of a file, of any length.
     *
     * @param lines a file in UTF-8; sent anew when an answer is lost, so it must not change meanwhile
     * @param policy the keys of the policy that are not the usual ones, with their values
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public JobStatus submit(String job, Path lines, Map<String, String> policy) {
        return jobs.upload(job, lines, policy);
    }

    /**
     * How a job is now; empty if there is none of that name.
     *
     * @throws GaveUpException after too long without the manager
     */
    public Optional<JobStatus> job(String name) {
        return jobs.find(name);
    }

    /**
     * Waits until a job is over: all its items have ended, or it was cancelled, or its failure budget is used up and nothing runs.
     *
     * @return the job as it is then
     * @throws RefusedException if there is no such job, or no more
     * @throws GaveUpException after too long without the manager
     */
    public JobStatus await(String job) throws InterruptedException {
        return jobs.await(job);
    }

    /**
     * Cancels a job for good: what has not ended by now counts as cancelled, and what runs is told to end.
     *
     * @return the job as it is then
     * @throws RefusedException if there is no such job
     * @throws GaveUpException after too long without the manager
     */
    public JobStatus cancel(String job) {
        return jobs.change(job, "cancel");
    }

    /**
     * Copies what the newest attempt of an item has said so far: its standard error, where it is a program.
     *
     * @throws RefusedException if there is no such job or item, or it has no log
     * @throws GaveUpException after too long without the manager
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void log(String job, long id, OutputStream to) {
        logs.copy(job, id, to);
    }

    /** As {@link #log}, and goes on until the attempt has ended. Ends early when the client is closed, with a {@link GaveUpException}. */
    public void follow(String job, long id, OutputStream to) {
        logs.follow(job, id, to);
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
        asking.close();
    }
}
