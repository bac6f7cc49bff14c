package dev.workmanager.store.embedded;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Backoff;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Selection;
import dev.workmanager.store.ItemList;
import dev.workmanager.store.PartFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Makes the data folder that is kept for each version of the format: items in every state, some in chunks, some in the journal only.
 * Always the same bytes. To keep a new one: run {@link #main} with the name of the archive that is to be made.
 */
final class DataFixture {
    static final List<String> LINES =
            List.of("one", "two two", "\u00fcn\u00ef", "", "$(5)", "6;", "-7", "8", "'9'", "10", "11", "12", "13");
    static final byte[] LARGE = "large".repeat(600).getBytes(StandardCharsets.US_ASCII);
    static final long STARTED = 1_700_000_000_000L;

    private static final Job JOB = new Job(
            1,
            new JobId(0x0123456789abcdefL),
            Job.DEFAULT_NAME,
            new Source(Source.Kind.LIST, 1, LINES.size(), "list: 13 lines"),
            Policy.DEFAULT.withAttempts(2).withBackoff(new Backoff(Duration.ofSeconds(8), Duration.ofSeconds(8))),
            STARTED,
            true);
    private static final WorkerId ADA = new WorkerId("ada");
    private static final WorkerId BOB = new WorkerId("bob");

    private final VirtualClock clock = new VirtualClock(STARTED, 0);
    private final EmbeddedStore store;

    private DataFixture(Path folder) throws IOException {
        this.store = open(folder.resolve("data"), folder.resolve("out"), clock);
    }

    static EmbeddedStore open(Path data, Path out, VirtualClock clock) throws IOException {
        EmbeddedOptions options = new EmbeddedOptions(
                data, out, clock, clock::nanos, new Drawn(), 1 << 20, 1_024, 1 << 20, Duration.ofSeconds(1), 1_000);
        return new EmbeddedStore(new NioDisk(), options, Runnable::run, Runnable::run);
    }

    /** The first number that is drawn names the events of one life, and is written nowhere: those after it are always the same. */
    private static final class Drawn implements RandomGenerator {
        private final RandomGenerator written = new SplittableRandom(2026);
        private boolean named;

        @Override
        public long nextLong() {
            boolean first = !named;
            named = true;
            return first ? 0 : written.nextLong();
        }

        @Override
        public int nextInt() {
            return written.nextInt();
        }
    }

    /** Makes the archive: the folder has a megabyte, nearly all of it zeros. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("wm-data");
        make(folder);
        try (FileSystem archive = FileSystems.newFileSystem(Path.of(arguments[0]), Map.of("create", "true"))) {
            copy(folder.resolve("data"), archive.getPath("/"));
        }
    }

    /** Copies what a folder holds. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(path, copy);
            }
        }
    }

    /** Makes {@code data} in a folder. */
    static void make(Path folder) throws IOException {
        DataFixture fixture = new DataFixture(folder);
        fixture.work();
        fixture.store.close();
        Files.delete(folder.resolve("data/journal/next"));
    }

    private void work() throws IOException {
        try (ItemList list = store.newItemList(JOB.id())) {
            for (String line : LINES) {
                byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
                list.add(utf8, 0, utf8.length);
            }
        }
        ask(new Command.Submit(new NewJob(JOB.id(), JOB.name(), JOB.source(), JOB.policy(), JOB.freshOut())));
        List<HandedOut> ada = exchange(ADA, 1, 4).items();
        clock.pass(500);
        exchange(
                ADA,
                2,
                0,
                done(ada.get(0), Clients.inline("first".getBytes(StandardCharsets.US_ASCII))),
                ended(ada.get(1), AttemptEnd.FAILED, 7, "no luck"),
                done(ada.get(2), Result.EMPTY));
        ask(new Command.Take(JOB.name(), false, 0));
        ask(new Command.Take(JOB.name(), false, 0));
        ask(new Command.Complete(JOB.name(), 6, Clients.inline(new byte[] {6}), false, 0));
        store.checkpoint();
        afterTheCheckpoint(ada.get(3));
    }

    private void afterTheCheckpoint(HandedOut lost) throws IOException {
        List<HandedOut> bob = exchange(BOB, 1, 2).items();
        exchange(BOB, 2, 0, ended(bob.get(0), AttemptEnd.RELEASED, 0, ""), done(bob.get(1), put(bob.get(1))));
        for (int second = 0; second < 40; second++) {
            clock.pass(1_000);
            store.step();
        }
        HandedOut second = exchange(BOB, 3, 1).items().get(0);
        exchange(BOB, 4, 1, ended(second, AttemptEnd.FAILED, -9, "killed"));
        exchange(ADA, 3, 0, done(lost, Clients.inline(new byte[] {4})));
        ask(new Command.Complete(JOB.name(), 10, Result.EMPTY, false, 0));
        HandedOut last = exchange(BOB, 5, 1).items().get(0);
        exchange(BOB, 6, 0, ended(last, AttemptEnd.GIVEN_BACK, 0, "later"));
        ask(new Command.Complete(JOB.name(), 3, Clients.inline("third".getBytes(StandardCharsets.US_ASCII)), false, 0));
        ask(new Command.ChangePolicy(1, JOB.policy().withAttempts(9)));
    }

    private Result put(HandedOut item) throws IOException {
        try (PartFile part = store.newPart(item.token().toString())) {
            part.write(ByteBuffer.wrap(LARGE));
            return part.finish();
        }
    }

    private Exchanged exchange(WorkerId worker, long number, int take, Ended... ended) {
        About about = new About("crunch." + worker.text(), "host", 4711L, "0.1.0", STARTED - 7_000);
        return ask(new Command.Exchange(worker, 0, number, Optional.of(about), List.of(ended), take, Selection.ALL, 0));
    }

    private <A> A ask(Command<A> command) {
        CompletableFuture<A> answer = store.submit(command);
        store.step();
        return answer.join();
    }

    private static Ended done(HandedOut item, Result result) {
        return new Ended(item.token().toString(), Optional.of(item.token()), AttemptEnd.DONE, 0, result, "", "");
    }

    private static Ended ended(HandedOut item, AttemptEnd how, int code, String stderr) {
        return new Ended(
                item.token().toString(), Optional.of(item.token()), how, code, Result.EMPTY, stderr, "said so");
    }
}
