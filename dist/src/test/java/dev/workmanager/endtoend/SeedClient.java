package dev.workmanager.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Asks by the seed's routes. When an answer does not come, it brings its result once more, or forgets its item and asks for another
 * one: that is what such clients do, and the item stays in progress until {@code --wipe}.
 */
final class SeedClient implements Runnable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long NONE = -1;

    private final Wire wire;
    private final RandomGenerator random;
    private final BooleanSupplier over;
    private final String name;
    private final long workNanos;
    private long held = NONE;
    private int results;

    /**
     * A client that did not ask yet.
     *
     * @param port where the manager is
     * @param over whether there is no manager any more
     * @param workMillis how long it works between two requests, at most
     */
    SeedClient(int port, RandomGenerator random, BooleanSupplier over, long workMillis) {
        this.wire = new Wire(port);
        this.random = random;
        this.over = over;
        this.name = "seed" + random.nextInt(1_000_000);
        this.workNanos = TimeUnit.MILLISECONDS.toNanos(workMillis);
    }

    @Override
    public void run() {
        try (wire) {
            while (!over.getAsBoolean()) {
                LockSupport.parkNanos(random.nextLong(workNanos));
                results++;
                turn();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn() {
        Message request = held == NONE
                ? Message.request("POST", "/job?wait=1s", new byte[0])
                : Message.request("POST", "/job/" + held + "?wait=1s", Content.result(held, name + "-" + results));
        boolean again = true;
        while (again && !over.getAsBoolean()) {
            try {
                Message answer = wire.ask(request);
                again = answer.status() != 200;
                if (!again) {
                    held = answer.text().contains("\"up\"")
                            ? Ledger.json(answer, SeedAsked.Answer.class).id()
                            : NONE;
                }
            } catch (IOException noAnswer) {
                again = held != NONE && random.nextBoolean();
                held = again ? held : NONE;
            }
            if (again) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
