package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Selection;
import dev.workmanager.rules.Taken;
import dev.workmanager.store.StoreDamagedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Bytes of a healthy data folder change: a start stops there and says where, and never goes on with less than there was. */
class CorruptionTest {
    private static final OpenStore.Sizes SIZES = new OpenStore.Sizes(30_000, 4 << 10, 24 << 10);
    private static final int ROUNDS = 1_500;
    private static final Job MANY =
            new Job(1, new JobId(8), Job.DEFAULT_NAME, Source.numeric(0, 3_999), Policy.DEFAULT, 1_000, true);

    private final RandomGenerator random = new SplittableRandom(7);
    private final Job job = new Job(
            1,
            new JobId(9),
            Job.DEFAULT_NAME,
            new Source(Source.Kind.LIST_FILE, 1, 700, "list-file: x"),
            Policy.DEFAULT,
            1_000,
            true);
    private final VirtualClock clock = new VirtualClock(1_700_000_000_000L, 0);
    private final Map<Long, StateView> views = new HashMap<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Recovery.class);

    private SimDisk healthy = new SimDisk();
    private StateView whole = StateView.NOTHING;
    private Frames frames = new Frames(List.of());
    private long checkpointed;

    @BeforeEach
    void listen() {
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @BeforeEach
    void work() throws IOException {
        OpenStore open = open(healthy);
        open.create();
        open.store().step();
        Clients clients = new Clients(random, job);
        do {
            clients.act(open.store());
            clock.pass(random.nextLong(400));
            open.store().step();
            frames = Frames.of(healthy);
            views.put(frames.last(), open.view());
        } while (!isWorthIt());
        whole = open.view();
        healthy = healthy.crashed(random);
    }

    /** Several files of chunks, and several segments that are not yet in them. */
    private boolean isWorthIt() throws IOException {
        Manifest manifest = Manifest.read(healthy, SimFolders.DATA).orElse(Manifest.EMPTY);
        checkpointed = manifest.frame();
        return manifest.files().size() > 2
                && frames.places().stream()
                                .filter(place -> place.number() > checkpointed)
                                .map(Frames.Place::segment)
                                .distinct()
                                .count()
                        > 2;
    }

    private OpenStore open(SimDisk disk) throws IOException {
        return OpenStore.open(disk, new SimFolders(disk, job), clock, random, SIZES);
    }

    @Test
    void nothingIsLostInSilence() throws IOException {
        List<Path> files = healthy.contents().keySet().stream()
                .filter(path -> path.startsWith(SimFolders.DATA))
                .toList();
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path file = files.get(round % files.size());
            Damage damage = Damage.any(file, healthy.size(file), random);
            try {
                found += isFound(damage) ? 1 : 0;
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError(damage + ", checkpoint at frame " + checkpointed, e);
            }
        }
        assertThat(found).isGreaterThan(ROUNDS / 2);
    }

    private boolean isFound(Damage damage) throws IOException {
        SimDisk disk = healthy.copy();
        if (!damage.inflict(disk, random)) {
            return false;
        }
        log.list.clear();
        Map<Path, ByteBuffer> before = disk.contents();
        OpenStore open;
        try {
            open = open(disk);
        } catch (StoreDamagedException e) {
            checkMessage(e, damage);
            assertThat(disk.contents().equals(before)).as("nothing was changed").isTrue();
            return true;
        }
        try {
            StateView view = open.view();
            open.checkData();
            checkView(damage, view);
            return false;
        } catch (StoreDamagedException e) {
            checkMessage(e, damage);
            return true;
        }
    }

    private static void checkMessage(StoreDamagedException e, Damage damage) {
        assertThat(e)
                .hasMessageContaining(damage.file().getFileName().toString())
                .hasMessageContaining("offset ");
    }

    /** Only the last frame may have gone: it looks as if it had never been synced. */
    private void checkView(Damage damage, StateView view) {
        List<Frames.Place> touched = frames.touchedBy(damage);
        if (touched.isEmpty()) {
            assertThat(view).isEqualTo(whole);
            return;
        }
        long first = touched.get(0).number();
        long kept = Math.max(first - 1, checkpointed);
        assertThat(damage.changesTheLength()).isFalse();
        assertThat(touched.get(touched.size() - 1).number() == frames.last() || frames.last() <= checkpointed)
                .as("frame %d of %d was damaged", first, frames.last())
                .isTrue();
        assertThat(view).isEqualTo(views.get(kept));
        assertThat(log.list)
                .anySatisfy(event -> assertThat(event.getFormattedMessage())
                        .contains("torn tail")
                        .contains(damage.file().toString()));
    }

    /** Of the journal, too; but nothing shows that a last segment was there. */
    @Test
    void aFileThatIsGoneIsMissed() throws IOException {
        List<Path> needed = healthy.contents().keySet().stream()
                .filter(path -> path.startsWith(SimFolders.DATA))
                .filter(path -> !path.toString().contains("journal"))
                .toList();
        assertThat(needed).hasSizeGreaterThan(5);
        for (Path file : needed) {
            SimDisk disk = healthy.copy();
            disk.delete(file);
            assertThatThrownBy(() -> open(disk))
                    .as("without %s", file)
                    .isInstanceOf(StoreDamagedException.class)
                    .hasMessageContaining("missing");
        }
    }

    /** What a start does not read is checked when it is read. */
    @Test
    void damageThatIsFoundLaterStopsTheStore() throws IOException {
        SimDisk disk = new SimDisk();
        Path file = manyChunks(disk);
        int stopped = 0;
        for (long at = 10_000; at < 400_000; at += 20_000) {
            SimDisk damaged = disk.copy();
            if (new Damage(Damage.Kind.FLIP, file, at, at + 1).inflict(damaged, random)) {
                stopped += stops(damaged) ? 1 : 0;
            }
        }
        assertThat(stopped).isGreaterThan(3);
    }

    private Path manyChunks(SimDisk disk) throws IOException {
        OpenStore open = OpenStore.open(
                disk, new SimFolders(disk, MANY), clock, random, new OpenStore.Sizes(10 << 20, 64 << 10, 10 << 20));
        open.create();
        for (long id = 0; id < MANY.source().count() - 1; id++) {
            Command.Complete complete = new Command.Complete(MANY.name(), id, Clients.inline(new byte[] {1}), false, 0);
            CompletableFuture<Taken> unused = open.store().submit(complete);
        }
        open.store().step();
        open.store().checkpoint();
        return SimFolders.DATA.resolve(
                Manifest.read(disk, SimFolders.DATA).orElseThrow().files().get(0));
    }

    private boolean stops(SimDisk disk) throws IOException {
        OpenStore open;
        try {
            open = OpenStore.open(disk, new SimFolders(disk, MANY), clock, random, SIZES);
        } catch (StoreDamagedException found) {
            return false;
        }
        Command.Exchange patient =
                new Command.Exchange(new WorkerId("w"), 0, 1, Optional.empty(), List.of(), 1, Selection.ALL, 1_000);
        CompletableFuture<Exchanged> waiting = open.store().submit(patient);
        open.store().step();
        assertThat(waiting).isNotDone();
        clock.pass(2_000);
        List<Long> all = LongStream.range(0, MANY.source().count()).boxed().toList();
        CompletableFuture<Integer> reading =
                open.store().submit(new Command.Retry(MANY.no(), all, Set.of(ItemState.FAILED)));
        CompletableFuture<Taken> taking = open.store().submit(new Command.Take(MANY.name(), false, 0));
        open.store().step();
        if (!open.store().failure().isDone()) {
            // Nothing is kept there.
            assertThat(open.view().recount()).isEqualTo(open.view().counts());
            return false;
        }
        assertThat(open.store().failure())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("is damaged");
        assertThat(List.of(waiting, reading, taking))
                .allSatisfy(answer -> assertThat(answer)
                        .failsWithin(Duration.ZERO)
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE)));
        return true;
    }
}
