package dev.workmanager.http;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Measured;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Result;
import dev.workmanager.store.PartFile;
import dev.workmanager.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the bodies of requests, each to its declared end; one that is cut short is refused. All that are in memory together stay within
 * one budget, from before they are read until the store has them. Thread-safe; its methods are called on the IO thread of the call.
 */
public final class Bodies implements Measured {
    /** A report has at most so many bytes: its texts, each character escaped. */
    public static final int REPORT = 128 << 10;

    private static final int SCRATCH = 8 << 10;

    private final BodyBudget budget;
    private final Store store;
    private final Supplier<String> names;

    /**
     * Reads bodies.
     *
     * @param memory how many bytes of bodies may be in memory together
     * @param store keeps the large ones
     * @param names names for parts that nobody else has, as safe in a file system as a lease token
     */
    public Bodies(long memory, Store store, Supplier<String> names) {
        this.budget = new BodyBudget(memory);
        this.store = store;
        this.names = names;
    }

    @Override
    public List<Family> measure() {
        return List.of(
                Family.gauge("wm_body_bytes", "Memory that bodies of requests take.")
                        .with(budget.total() - budget.free()),
                Family.gauge(
                                "wm_body_limit_bytes",
                                "Memory that they may take; then they wait, and so do their sockets.")
                        .with(budget.total()),
                Family.gauge("wm_bodies_waiting", "Requests whose body waits for memory.")
                        .with(budget.waiting()));
    }

    /**
     * Reads a body into memory.
     *
     * @param limit a longer one is refused
     * @param then goes on with it
     */
    public void read(Call call, int limit, Consumer<byte[]> then) {
        BodyChannel channel = new BodyChannel(call);
        new WholeBody(call, channel, limit, then, more -> {
                    throw new RefusedException(
                            ErrorCode.TOO_LARGE, "the body is over its limit of " + limit + " bytes; nothing changed");
                })
                .begin(budget);
    }

    /** Reads a body of any size as a result: in memory or, a large one, as a part that lies safely. */
    public void result(Call call, Consumer<Result> then) {
        BodyChannel channel = new BodyChannel(call);
        new WholeBody(
                        call,
                        channel,
                        EndedAttempt.MAX_INLINE,
                        bytes -> then.accept(inline(bytes)),
                        first -> part(call, channel, names.get(), () -> {}, first, then::accept))
                .begin(budget);
    }

    /**
     * Streams a body of any size to a part.
     *
     * @param name the part's name
     * @param progress runs whenever some bytes have been written
     * @param then goes on once it lies safely
     */
    void part(Call call, String name, Runnable progress, Consumer<Result.Part> then) {
        part(call, new BodyChannel(call), name, progress, ByteBuffer.allocate(0), then);
    }

    private void part(
            Call call,
            BodyChannel channel,
            String name,
            Runnable progress,
            ByteBuffer first,
            Consumer<Result.Part> then) {
        call.work(
                () -> newPart(name),
                file -> new StreamedBody<>(call, channel, budget, new PartSink(file), progress, then).begin(first));
    }

    /**
     * Streams a body of any size.
     *
     * @param open makes what takes it, on a worker thread
     * @param then goes on once all of it was taken
     */
    <T> void stream(Call call, Supplier<? extends BodySink<T>> open, Consumer<T> then) {
        BodyChannel channel = new BodyChannel(call);
        call.work(
                open,
                sink -> new StreamedBody<>(call, channel, budget, sink, () -> {}, then).begin(ByteBuffer.allocate(0)));
    }

    private PartFile newPart(String name) {
        try {
            return store.newPart(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a body and forgets it. */
    public void skip(Call call, Runnable then) {
        BodyChannel channel = new BodyChannel(call);
        if (channel.ended()) {
            then.run();
        } else {
            channel.begin(() -> skip(channel, then));
        }
    }

    private void skip(BodyChannel channel, Runnable then) {
        ByteBuffer scratch = ByteBuffer.allocate(SCRATCH);
        int read = 1;
        while (read > 0) {
            read = channel.read(scratch.clear());
        }
        if (read < 0 || channel.ended()) {
            then.run();
        } else {
            channel.whenMore(() -> skip(channel, then));
        }
    }

    /** How many bytes of the budget are free. */
    long freeMemory() {
        return budget.free();
    }

    /** Bytes in memory as a result. */
    static Result inline(byte[] bytes) {
        return bytes.length == 0 ? Result.EMPTY : new Result.Inline(bytes, Sha256.of(bytes));
    }
}
