package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.Selection;
import dev.workmanager.rules.Standing;
import dev.workmanager.store.StoreDamagedException;
import dev.workmanager.store.StoreUnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups, most of them of a store that is hard at work, and what becomes of them. */
class BackupTest {
    private static final int BACKUPS = 4;
    private static final int ITEMS_BETWEEN = 400;
    /** More would have to be looked at, again and again. */
    private static final int ITEMS_MEANWHILE = 1_500;

    @TempDir
    private Path folder = Path.of("");

    /** A file system that gives no second names, as if the backup lay in another one. */
    private static final class WithoutLinks extends ForwardingDisk {
        WithoutLinks() {
            super(new NioDisk());
        }

        @Override
        public boolean link(Path file, Path second) {
            return false;
        }
    }

    /** So slow that the first file it wants is gone when it comes to it. */
    private static final class Overtaken extends ForwardingDisk {
        private final StoreLoad load;
        private final List<Path> files = new ArrayList<>();

        Overtaken(StoreLoad load) {
            super(new NioDisk());
            this.load = load;
        }

        @Override
        public boolean link(Path file, Path second) throws IOException {
            if (file.toString().endsWith(ChunkFile.SUFFIX)) {
                if (files.isEmpty()) {
                    load.awaitGone(file);
                }
                files.add(file);
            }
            return super.link(file, second);
        }
    }

    private Backup.Options to(String target) {
        return to(target, true);
    }

    private Backup.Options to(String target, boolean withResults) {
        return new Backup.Options(
                folder.resolve("data"),
                folder.resolve("out"),
                folder.resolve(target),
                withResults,
                InstantSource.system(),
                System::nanoTime,
                new SplittableRandom(1),
                results -> {});
    }

    @Test
    void whatWasAcknowledgedBeforeItBeganIsInIt() throws IOException {
        try (StoreLoad load = StoreLoad.on(folder)) {
            for (int i = 0; i < BACKUPS; i++) {
                load.allow(ITEMS_BETWEEN + ITEMS_MEANWHILE);
                load.awaitAcknowledged(ITEMS_BETWEEN);
                Set<Long> before = load.acknowledged();
                List<HandedOut> held = new ArrayList<>(load.held());
                Disk disk = i % 2 == 0 ? new NioDisk() : new WithoutLinks();
                Backup.Report report = new Backup(disk, to("backup" + i)).make();
                held.addAll(load.held());
                assertThat(report.missing()).as("%s", report.examples()).isZero();
                assertThat(report.linked() > 0).isEqualTo(i % 2 == 0);
                check(folder.resolve("backup" + i), before, held);
            }
            load.allow(10 * ITEMS_MEANWHILE);
            Set<Long> before = load.acknowledged();
            Overtaken overtaken = new Overtaken(load);
            new Backup(overtaken, to("overtaken")).make();
            assertThat(overtaken.files).as("begun again").hasSizeGreaterThan(1);
            check(folder.resolve("overtaken"), before, load.held());
            assertThat(load.checkpoints()).as("files of chunks so far").isGreaterThan(Checkpointer.MAX_FILES);
        }
    }

    /** Whoever holds something holds it from before the backup, or from after it. */
    private static void check(Path backup, Set<Long> before, List<HandedOut> held) throws IOException {
        assertThat(held).isNotEmpty();
        try (EmbeddedStore store = EmbeddedStore.open(LoadedProcess.options(backup))) {
            Set<Long> found = new HashSet<>();
            store.forEachItem(LoadedProcess.JOB.name(), ItemState.DONE, (index, item) -> found.add(index));
            assertThat(found).containsAll(before);
            for (long id : found) {
                assertThat(backup.resolve("out/" + id)).hasBinaryContent(LoadedProcess.result(id));
            }
            StateView view = StateView.of(store);
            assertThat(view.recount()).isEqualTo(view.counts());
            assertThat(view.running()).isEmpty();
            for (HandedOut item : held) {
                assertThat(end(store, item)).isIn(refusals(found.contains(item.id())));
                assertThat(store.item(LoadedProcess.JOB, item.index()).state())
                        .isEqualTo(found.contains(item.id()) ? ItemState.DONE : ItemState.PENDING);
            }
        }
        assertThat(backup.resolve("data/backup")).doesNotExist();
    }

    /** One that is done in the backup may have been done by this very attempt, which is told so again. */
    private static List<Standing> refusals(boolean done) {
        return done
                ? List.of(Standing.SUPERSEDED, Standing.UNKNOWN, Standing.ENDED)
                : List.of(Standing.SUPERSEDED, Standing.UNKNOWN);
    }

    private static Standing end(EmbeddedStore store, HandedOut item) {
        Ended ended = new Ended(
                item.token().toString(),
                Optional.of(item.token()),
                AttemptEnd.DONE,
                0,
                Clients.inline(new byte[] {'o', 'l', 'd'}),
                "",
                "");
        Exchanged answer = store.submit(new Command.Exchange(
                        new WorkerId("late-" + item.id()), 0, 1, Optional.empty(), List.of(ended), 0, Selection.ALL, 0))
                .join();
        return answer.verdicts().get(0).outcome();
    }

    /** Stops at an operation that changes something, as if the process were killed there. */
    private static final class Dying extends ForwardingDisk {
        private int left;

        Dying(int operations) {
            super(new NioDisk());
            left = operations;
        }

        private void step() throws IOException {
            if (left-- <= 0) {
                throw new IOException("killed");
            }
        }

        @Override
        public DiskFile create(Path file) throws IOException {
            step();
            return super.create(file);
        }

        @Override
        public boolean link(Path file, Path second) throws IOException {
            step();
            return super.link(file, second);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            super.rename(from, to);
        }

        @Override
        public void createFolders(Path made) throws IOException {
            step();
            super.createFolders(made);
        }

        @Override
        public void syncFolder(Path synced) throws IOException {
            step();
            super.syncFolder(synced);
        }

        @Override
        public void syncAll(Path synced) throws IOException {
            step();
        }
    }

    @Test
    void halfABackupIsRefusedAndTheSourceIsAsItWas() throws IOException {
        try (StoreLoad load = StoreLoad.on(folder)) {
            load.awaitCheckpoint();
        }
        List<String> source = content(folder.resolve("data"));
        boolean whole = false;
        for (int operations = 0; !whole; operations++) {
            Path target = folder.resolve("half" + operations);
            whole = make(new Dying(operations), target);
            if (!whole && Files.exists(target.resolve("data/manifest"))) {
                assertThatThrownBy(() -> EmbeddedStore.open(LoadedProcess.options(target)))
                        .isInstanceOf(StoreUnusableException.class)
                        .hasMessageContaining("half a backup");
                assertThatThrownBy(() -> new Backup(to(target.getFileName().toString())).make())
                        .isInstanceOf(StoreUnusableException.class)
                        .hasMessageContaining("holds half a backup");
            }
        }
        assertThat(content(folder.resolve("data"))).isEqualTo(source);
    }

    /** Whether it is whole: what comes after that makes it safe only. */
    private boolean make(Disk disk, Path target) throws IOException {
        try {
            new Backup(disk, to(target.getFileName().toString(), false)).make();
            return true;
        } catch (StoreUnusableException killed) {
            return Files.exists(target.resolve("data/backup"));
        }
    }

    private static List<String> content(Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        try (var all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
                files.add(
                        path + " " + Files.getLastModifiedTime(path) + " " + ResultPart.hash(Files.readAllBytes(path)));
            }
        }
        return files;
    }

    /** The manager was killed, or is busy, between the frame and the file. */
    @Test
    void aResultThatIsNoFileYetComesAlong() throws IOException {
        Map<Long, String> parts = new HashMap<>();
        while (parts.isEmpty()) {
            try (StoreLoad load = StoreLoad.on(folder)) {
                load.awaitAcknowledged(20);
            }
            Path data = folder.resolve("data");
            StateReader.Read read =
                    new StateReader(new NioDisk(), data, InstantSource.system(), System::nanoTime).read();
            read.journal().read(read.manifest().frame(), (number, payload) -> {
                Decoder in = new Decoder(payload);
                for (int field = in.next(); field != 0; field = in.next()) {
                    if (FactCodec.decode(field, in) instanceof Fact.PartIs part) {
                        parts.put(part.index(), part.name());
                    }
                }
            });
        }
        for (Map.Entry<Long, String> part : parts.entrySet()) {
            Files.move(folder.resolve("out/" + part.getKey()), folder.resolve("out/.part/" + part.getValue()));
        }
        assertThat(new Backup(to("backup")).make().missing()).isZero();
        EmbeddedStore.open(LoadedProcess.options(folder.resolve("backup"))).close();
        for (long id : parts.keySet()) {
            assertThat(folder.resolve("backup/out/" + id)).hasBinaryContent(LoadedProcess.result(id));
        }
    }

    @Test
    void whatIsDamagedOrGoneIsTold() throws IOException {
        try (StoreLoad load = StoreLoad.on(folder)) {
            load.awaitCheckpoint();
        }
        long id = LoadedProcess.JOB.source().id(0);
        Files.delete(folder.resolve("out/" + id));
        Backup.Report report = new Backup(to("less")).make();
        assertThat(report.missing()).isEqualTo(1);
        assertThat(report.examples())
                .containsExactly(folder.resolve("out/" + id).toString());
        assertThatThrownBy(() -> new Backup(to("less")).make()).hasMessageContaining("is not empty");
        assertThatThrownBy(() -> new Backup(to("out/inside")).make()).hasMessageContaining("choose a folder elsewhere");
        Path chunks;
        try (var all = Files.list(folder.resolve("data"))) {
            chunks = all.filter(path -> path.toString().endsWith(".chunks"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(chunks);
        int at = 1_000;
        while (bytes[at] == 0) {
            at++;
        }
        bytes[at] ^= 1;
        Files.delete(chunks);
        Files.write(chunks, bytes);
        assertThatThrownBy(() -> new Backup(to("damaged")).make())
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageContaining(chunks.getFileName().toString());
        Files.delete(chunks);
        assertThatThrownBy(() -> new Backup(to("gone")).make()).isInstanceOf(StoreDamagedException.class);
    }
}
