package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time to append a frame to a journal in the temporary folder, segments and their space included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class JournalBenchmark {
    private static final long SEGMENT = 16L << 20;
    private static final long MOST = 4 * SEGMENT;

    /** How many "done, and the next one" the frame holds. */
    @Param({"1", "10", "64"})
    public int exchanges;

    /** Whether the frame is synced. Without, what is left is our own share. */
    @Param({"true", "false"})
    public boolean sync;

    private Path folder;
    private Disk disk;
    private ExecutorService background;
    private Journal journal;
    private ByteBuffer frame;

    /** Begins an empty journal. */
    @Setup(Level.Iteration)
    public void begin() throws IOException {
        folder = Files.createTempDirectory("wm-jmh");
        disk = sync ? new NioDisk() : new WithoutSync();
        background = Executors.newSingleThreadExecutor(work -> new Thread(work, "background"));
        journal = new Journal(
                disk,
                folder,
                SEGMENT,
                new SplittableRandom(1)::nextLong,
                System::nanoTime,
                background,
                new JournalReader.End(0, List.of(), 0, null));
        frame = new MemoryWriter(exchanges, 1).exchange();
        append();
    }

    /** One batch made durable. */
    @Benchmark
    public void append() throws IOException {
        journal.append(frame.rewind());
        if (journal.length() > MOST) {
            journal.dropBefore(journal.lastFrame());
        }
    }

    /** Removes the journal. */
    @TearDown(Level.Iteration)
    public void end() throws IOException {
        journal.close();
        background.shutdown();
        for (String name : disk.list(folder)) {
            disk.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
