package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Hash;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Time to write and read a chunk, and the items in it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChunkBenchmark {
    private static final long STARTED = 1_700_000_000_000L;

    /** What the items of a chunk are. */
    public enum Filling {
        /** All have failed once, and are pending again: one that was never touched takes a byte. */
        PENDING,
        /** All are done, with a result. */
        DONE,
        /** A quarter each: done, failed, running, never touched. */
        MIXED
    }

    /** What the items are. */
    @Param
    public Filling filling = Filling.PENDING;

    private List<Item> items;
    private Chunk chunk;
    private byte[] encoded;

    /** Makes the chunk. */
    @Setup
    public void fill() {
        items = new ArrayList<>();
        chunk = Chunk.EMPTY;
        for (int i = 0; i < Chunk.ITEMS; i++) {
            Item item = item(i);
            if (!item.equals(Item.FRESH)) {
                items.add(item);
                chunk = chunk.with(i, ItemCodec.encode(item, null));
            }
        }
        encoded = chunk.encode();
    }

    private Item item(int index) {
        return switch (filling) {
            case PENDING -> failedOnce(index).waiting(STARTED + 5_000, 1_000);
            case DONE -> done(index);
            case MIXED ->
                switch (index % 4) {
                    case 0 -> done(index);
                    case 1 -> failedOnce(index);
                    case 2 -> running(index);
                    default -> Item.FRESH;
                };
        };
    }

    private static Item running(int index) {
        return Item.FRESH.handedOut(new Attempt(1, 0x9e3779b9 * index, 1 + index % 8, 0, STARTED + index, null));
    }

    private static Item ended(int index, AttemptEnd how, int code, ItemState state) {
        Item running = running(index);
        Attempt attempt = running.attempts().get(0);
        return running.with(attempt.end(new Attempt.Ending(how, STARTED + 700 + index, code, false)))
                .in(state);
    }

    private static Item done(int index) {
        return ended(index, AttemptEnd.DONE, 0, ItemState.DONE)
                .withResult(100 + index, new Hash(index, ~index, 31L * index, -index));
    }

    private static Item failedOnce(int index) {
        return ended(index, AttemptEnd.FAILED, 1, ItemState.FAILED)
                .counting(1, 0, 0)
                .withTails("cannot open input-" + index + ": no such file", "");
    }

    /** As a checkpoint does. */
    @Benchmark
    public byte[] encodeChunk() {
        return chunk.encode();
    }

    /** As a read does that finds it in a file. */
    @Benchmark
    public Chunk decodeChunk() {
        return Chunk.decode(encoded);
    }

    /** As the frames that change them do. */
    @Benchmark
    public void encodeItems(Blackhole sink) {
        for (Item item : items) {
            sink.consume(ItemCodec.encode(item, null));
        }
    }

    /** As a page of items does. */
    @Benchmark
    public void decodeItems(Blackhole sink) {
        for (int i = 0; i < Chunk.ITEMS; i++) {
            byte[] item = chunk.get(i);
            if (item != null) {
                sink.consume(ItemCodec.decode(item));
            }
        }
    }
}
