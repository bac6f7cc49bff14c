package dev.workmanager.store.embedded;

import dev.workmanager.rules.Renewed;
import java.nio.ByteBuffer;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The rules as the writer applies them, without a disk: time a batch. What is done stays in memory until the iteration ends, so
 * iterations are short.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RulesBenchmark {
    /** Workers who hold one item each. */
    @State(Scope.Thread)
    public static class Workers {
        /** How many there are, and so how many exchanges a batch has. */
        @Param({"1", "10", "64"})
        public int workers;

        private MemoryWriter writer;

        /** Begins anew, with nothing done. */
        @Setup(Level.Iteration)
        public void begin() {
            writer = new MemoryWriter(workers, 1);
        }
    }

    /** One worker who holds many. */
    @State(Scope.Thread)
    public static class Holder {
        private MemoryWriter writer;

        /** Hands them out. */
        @Setup(Level.Iteration)
        public void begin() {
            writer = new MemoryWriter(1, 100);
        }
    }

    /** Each worker says "done" and takes the next item. */
    @Benchmark
    public ByteBuffer exchange(Workers of) {
        return of.writer.exchange();
    }

    /** A worker renews 100 leases. */
    @Benchmark
    public List<Renewed> renewHundred(Holder of) {
        return of.writer.renew();
    }
}
