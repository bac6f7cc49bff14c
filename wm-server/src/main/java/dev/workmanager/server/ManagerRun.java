package dev.workmanager.server;

import dev.workmanager.model.Counts;
import dev.workmanager.store.JobProgress;
import dev.workmanager.terminal.Pace;
import dev.workmanager.terminal.Progress;
import dev.workmanager.terminal.ProgressReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees a manager through from its start to the end of the program. Used by the main thread. */
final class ManagerRun {
    private static final Logger LOG = LoggerFactory.getLogger(ManagerRun.class);
    private static final long TICK_MILLIS = 1_000;
    private static final long SHORT_TICK_MILLIS = 50;
    private static final Duration LEAST_LINGER = Duration.ofSeconds(1);

    private final Program program;
    private final Manager manager;
    private final ServerOptions options;

    ManagerRun(Program program, Manager manager, ServerOptions options) {
        this.program = program;
        this.manager = manager;
        this.options = options;
        tellAbout(manager);
    }

    private void tellAbout(Manager watched) {
        program.begins();
        if (!options.keep()) {
            CompletableFuture<Void> unused = watched.over().thenAccept(snapshot -> program.happened(new Event.Ended()));
        }
        CompletableFuture<Void> unusedToo = watched.failure().whenComplete((never, why) -> {
            if (why != null) {
                program.happened(new Event.Failed(why));
            }
        });
    }

    /** Shows how far things are until something happens. */
    Event untilSomethingHappens() {
        ProgressReport report = new ProgressReport(program.terminal(), line -> LOG.info("{}", line), now(), counts());
        while (true) {
            Event event = program.next(TICK_MILLIS);
            if (event != null) {
                report.end();
                return event;
            }
            report.update(now(), counts());
        }
    }

    private Counts counts() {
        return jobs().stream().map(JobProgress::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** What this is about: the one job, or all that there are. */
    private List<JobProgress> jobs() {
        return options.keep() ? manager.jobs() : manager.job().stream().toList();
    }

    /** Stays until the workers know that all is finished, so that each finds out from the manager and not from its absence. */
    void linger() {
        long begun = now();
        while (true) {
            long stayed = now() - begun;
            boolean longEnough = stayed >= LEAST_LINGER.toNanos() && manager.allTold();
            if (longEnough || stayed >= options.linger().toNanos() || program.next(SHORT_TICK_MILLIS) != null) {
                return;
            }
        }
    }

    /** Whether the job comes to its end: it is over, or halted, and then nothing more is handed out. */
    boolean ending() {
        return manager.job()
                .filter(job -> job.over() || job.job().mode().halted())
                .isPresent();
    }

    /** Whether all items have ended. */
    boolean finished() {
        return counts().ended();
    }

    /** The job is over: says how, and closes. The exit code. */
    int ended() {
        JobProgress last = manager.job().orElseThrow();
        String summary = summary(last);
        manager.close();
        program.terminal().say(summary);
        return ServerExit.of(last).code();
    }

    private String summary(JobProgress last) {
        try {
            return new Summary(manager, options.data(), options.out()).of(last);
        } catch (IOException e) {
            LOG.warn("cannot write the list of failed items into {}: {}", options.data(), e.toString());
            return Progress.line(last.counts(), new Pace());
        }
    }

    /** Somebody wants the program to end: closes. The exit code. */
    int stopped(Event.Signal signal) {
        if (!options.keep() && manager.job().filter(JobProgress::over).isPresent()) {
            return ended();
        }
        LOG.info("stopping on {}; a second signal ends all at once", signal.word());
        manager.close();
        program.terminal()
                .say("stopped: " + Progress.line(counts(), new Pace()) + "; the same command again goes on with it");
        List<JobProgress> last = jobs();
        return last.stream().allMatch(JobProgress::over) && options.keep()
                ? ServerExit.of(last).code()
                : ServerExit.ofSignal(program.signal());
    }

    /** The manager can go on no more: closes. The exit code. */
    int failed(Throwable why) {
        manager.close();
        program.terminal().say("wm-server: " + why.getMessage());
        return ServerExit.INTERNAL.code();
    }

    private long now() {
        return program.outside().nanoTime().getAsLong();
    }
}
