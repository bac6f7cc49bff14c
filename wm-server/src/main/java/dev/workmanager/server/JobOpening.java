package dev.workmanager.server;

import dev.workmanager.config.ConfigException;
import dev.workmanager.config.ItemSource;
import dev.workmanager.model.Counts;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Source;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.JobChange;
import dev.workmanager.rules.NewJob;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;
import dev.workmanager.store.StoreUnusableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the job that the configuration describes, or goes on with it where it is there already. */
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
     * Opens the job.
     *
     * @return whether it was there already
     * @throws ConfigException if the configuration cannot be frozen, or is that of another job
     * @throws StoreUnusableException if its list cannot be written
     */
    boolean open() {
        Optional<JobProgress> stored = store.progress(Job.DEFAULT_NAME);
        stored.ifPresentOrElse(this::goOn, this::create);
        return stored.isPresent();
    }

    private void create() {
        JobId id = new JobId(options.outside().random().nextLong());
        try {
            Source source = options.config().source().freeze(() -> store.newItemList(id));
            long results = store.countResults(Job.DEFAULT_NAME);
            submit(new Command.Submit(
                    new NewJob(id, Job.DEFAULT_NAME, source, options.config().policy(), results == 0)));
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

    private void goOn(JobProgress stored) {
        Job job = stored.job();
        ItemSource source = options.config().source();
        source.requireSame(job.source(), options.data());
        source.notice(job.source(), index -> String.valueOf(store.data(job, index)))
                .ifPresent(LOG::info);
        if (!job.policy().equals(options.config().policy())) {
            submit(new Command.ChangePolicy(job.no(), options.config().policy()));
            LOG.info("from now on the job has the policy that the configuration has now");
        }
        if (job.mode().halted()) {
            submit(new Command.ChangeJob(job.name(), JobChange.RESUME));
            LOG.info("the job was halted: {}; it goes on, and its failure budget begins again", job.reason());
        }
        if (options.restart().contains(Restart.WIPE)) {
            long wiped = giveBack(ItemState.RUNNING, indexes -> new Command.Wipe(job.no(), indexes));
            LOG.info("--wipe: {} items that were in progress were given back", Progress.number(wiped));
        }
        if (options.restart().contains(Restart.RETRY_FAILED)) {
            long retried = giveBack(
                    ItemState.FAILED, indexes -> new Command.Retry(job.no(), indexes, EnumSet.of(ItemState.FAILED)));
            LOG.info("--retry-failed: {} items that had failed are tried again", Progress.number(retried));
        }
        tell(store.progress(Job.DEFAULT_NAME).orElseThrow());
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

    private long giveBack(ItemState state, Function<List<Long>, Command<Integer>> command) {
        List<Long> batch = new ArrayList<>(BATCH);
        long[] sum = {0};
        store.forEachItem(Job.DEFAULT_NAME, state, (index, item) -> {
            batch.add(index);
            if (batch.size() == BATCH) {
                sum[0] += submit(command.apply(List.copyOf(batch)));
                batch.clear();
            }
        });
        return sum[0] + submit(command.apply(List.copyOf(batch)));
    }

    private <A> A submit(Command<A> command) {
        try {
            return store.submit(command).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
