package dev.workmanager.server;

import dev.workmanager.config.ConfigException;
import dev.workmanager.config.ItemSource;
import dev.workmanager.config.JobConfig;
import dev.workmanager.model.Counts;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.JobMode;
import dev.workmanager.model.Source;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.JobChange;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.ItemPage;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;
import dev.workmanager.store.StoreUnusableException;
import dev.workmanager.terminal.Pace;
import dev.workmanager.terminal.Progress;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the job that the configuration describes, or goes on with it and all others where they are there already. */
final class JobOpening {
    private static final Logger LOG = LoggerFactory.getLogger(JobOpening.class);

    /** So many items are given back by one command, others are served in between. */
    private static final int BATCH = 500;

    private final Store store;
    private final ManagerOptions options;

    JobOpening(Store store, ManagerOptions options) {
        this.store = store;
        this.options = options;
    }

    /**
     * Opens the job, if there is to be one.
     *
     * @return whether there were jobs already
     * @throws ConfigException if the configuration cannot be frozen, or is that of another job
     * @throws StoreUnusableException if its list cannot be written
     */
    boolean open() {
        Optional<JobProgress> stored = store.progress(Job.DEFAULT_NAME);
        boolean known = !store.jobs().isEmpty();
        stored.ifPresentOrElse(
                job -> options.config().ifPresent(config -> goOn(job.job(), config)),
                () -> options.config().ifPresent(this::create));
        if (known) {
            restart();
        }
        if (stored.isPresent()) {
            tell(store.progress(Job.DEFAULT_NAME).orElseThrow());
        }
        return known;
    }

    private void create(JobConfig config) {
        JobId id = new JobId(options.outside().random().nextLong());
        try {
            Source source = config.source().freeze(() -> store.newItemList(id));
            long results = store.countResults(Job.DEFAULT_NAME);
            submit(new Command.Submit(new NewJob(id, Job.DEFAULT_NAME, source, config.policy(), results == 0)));
            LOG.info("a new job: {}, {} items", source.words(), Progress.number(source.count()));
            if (results > 0) {
                LOG.info(
                        "{} has {} results already; new ones take their places as they come",
                        options.out(),
                        Progress.number(results));
            }
        } catch (IOException e) {
            throw new StoreUnusableException(
                    "the job could not be made in " + options.data() + ": " + e
                            + ". Make room, or choose another folder with --data",
                    e);
        }
    }

    private void goOn(Job job, JobConfig config) {
        ItemSource source = config.source();
        source.requireSame(job.source(), options.data());
        source.notice(job.source(), index -> String.valueOf(store.data(job, index)))
                .ifPresent(LOG::info);
        if (!job.policy().equals(config.policy())) {
            submit(new Command.ChangePolicy(job.no(), config.policy()));
            LOG.info("from now on the job has the policy that the configuration has now");
        }
        if (job.mode().halted()) {
            submit(new Command.ChangeJob(job.name(), JobChange.RESUME));
            LOG.info("the job was halted: {}; it goes on, and its failure budget begins again", job.reason());
        }
    }

    private void restart() {
        if (options.restart().contains(Restart.WIPE)) {
            long wiped = giveBack(ItemState.RUNNING, (job, indexes) -> new Command.Wipe(job.no(), indexes));
            LOG.info("--wipe: {} items that were in progress were given back", Progress.number(wiped));
        }
        if (options.restart().contains(Restart.RETRY_FAILED)) {
            long retried = giveBack(
                    ItemState.FAILED,
                    (job, indexes) -> new Command.Retry(job.no(), indexes, EnumSet.of(ItemState.FAILED)));
            LOG.info("--retry-failed: {} items that had failed are tried again", Progress.number(retried));
        }
    }

    /** What is there, and what can be done about it. */
    private void tell(JobProgress found) {
        Counts counts = found.counts();
        String where = "the job in " + options.data();
        if (counts.ended()) {
            LOG.info(
                    "{} has ended already: {}; another --data folder, or an empty one, begins anew",
                    where,
                    Progress.line(counts, new Pace()));
        } else {
            LOG.info("{} goes on: {}", where, Progress.line(counts, new Pace()));
            if (counts.running() > 0) {
                LOG.info("what is in progress stays so; if nobody works on it any more: --wipe gives it back");
            }
        }
    }

    /** Of each job that is not over for good. */
    private long giveBack(ItemState state, BiFunction<Job, List<Long>, Command<Integer>> command) {
        return store.jobs().stream()
                .map(JobProgress::job)
                .filter(job -> job.mode() != JobMode.CANCELLED)
                .mapToLong(job -> giveBack(job, state, command))
                .sum();
    }

    private long giveBack(Job job, ItemState state, BiFunction<Job, List<Long>, Command<Integer>> command) {
        long sum = 0;
        OptionalLong from = OptionalLong.of(0);
        while (from.isPresent()) {
            ItemPage page = store.page(job, Optional.of(state), from.getAsLong(), BATCH);
            sum += submit(command.apply(job, page.indexes()));
            from = page.next();
        }
        return sum;
    }

    private <A> A submit(Command<A> command) {
        try {
            return store.submit(command).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RefusedException refused && refused.code() == ErrorCode.STORAGE_FULL) {
                throw new StoreUnusableException(
                        "there is no room in " + options.data() + ": " + refused.getMessage()
                                + ". Make room, then start the manager again",
                        refused);
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
