package dev.workmanager.store.embedded;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Selection;
import dev.workmanager.store.PartFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A process that puts a store under load, and says of each item when its completion was acknowledged. */
final class LoadedProcess {
    static final Job JOB =
            new Job(1, new JobId(42), Job.DEFAULT_NAME, Source.numeric(0, 999_999), Policy.DEFAULT, 1_000, true);

    private static final int WORKERS = 6;
    private static final int TAKE = 3;

    private LoadedProcess() {}

    /** The folder, and whether its disk syncs. */
    public static void main(String[] arguments) throws IOException {
        Disk disk = Boolean.parseBoolean(arguments[1]) ? new NioDisk() : new WithoutSync();
        EmbeddedStore store = EmbeddedStore.open(disk, options(Path.of(arguments[0])));
        store.submit(new Command.Submit(new NewJob(JOB.id(), JOB.name(), JOB.source(), JOB.policy(), JOB.freshOut())))
                .join();
        for (int i = 0; i < WORKERS; i++) {
            WorkerId worker = new WorkerId("w" + i);
            new Thread(() -> work(store, worker, System.out)).start();
        }
    }

    /** Small ones, so that much happens in a second. */
    static EmbeddedOptions options(Path folder) {
        return new EmbeddedOptions(
                folder.resolve("data"),
                folder.resolve("out"),
                InstantSource.system(),
                System::nanoTime,
                new SplittableRandom(System.nanoTime()),
                100_000,
                256 << 10,
                2 << 20,
                Duration.ofSeconds(1),
                1_000);
    }

    private static void work(EmbeddedStore store, WorkerId worker, PrintStream out) {
        List<HandedOut> held = List.of();
        for (long number = 1; ; number++) {
            List<Ended> ended = new ArrayList<>();
            for (HandedOut item : held) {
                ended.add(done(store, item));
            }
            Exchanged answer = store.submit(
                            new Command.Exchange(worker, 0, number, Optional.empty(), ended, TAKE, Selection.ALL, 0))
                    .join();
            for (HandedOut item : held) {
                out.println(item.id());
            }
            held = answer.items();
        }
    }

    /** An item with its result. */
    static Ended done(EmbeddedStore store, HandedOut item) {
        byte[] bytes = result(item.id());
        Result result = Clients.inline(bytes);
        String token = item.token().toString();
        if (item.id() % 5 == 0) {
            try (PartFile part = store.newPart(token)) {
                part.write(ByteBuffer.wrap(bytes));
                result = part.finish();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return new Ended(token, Optional.of(item.token()), AttemptEnd.DONE, 0, result, "", "");
    }

    /** What an item brings. */
    static byte[] result(long id) {
        SplittableRandom random = new SplittableRandom(id);
        byte[] bytes = new byte[random.nextInt(1, 3_000)];
        random.nextBytes(bytes);
        return bytes;
    }
}
