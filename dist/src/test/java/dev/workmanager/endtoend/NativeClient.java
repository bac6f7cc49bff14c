package dev.workmanager.endtoend;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.RenewRequest;
import dev.workmanager.protocol.StoredResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One slot of a worker that speaks the native routes byte by byte. It holds several items, ends most of them as done, some otherwise,
 * keeps a few; and repeats each request with its number until it is answered.
 */
final class NativeClient implements Runnable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long WAIT_MILLIS = 2_000;

    private final Wire wire;
    private final RandomGenerator random;
    private final BooleanSupplier over;
    private final int slot;
    private final int most;
    private final long workNanos;
    private final long absentNanos;
    private String worker;
    private long number;

    /**
     * A client that did not ask yet.
     *
     * @param port where the manager is
     * @param over whether there is no manager any more
     * @param most it takes no more items at a time
     * @param workMillis how long it works between two exchanges, at most
     */
    NativeClient(int port, RandomGenerator random, BooleanSupplier over, int most, long workMillis) {
        this(port, random, over, most, workMillis, 0);
    }

    /** The same; now and then it does nothing for so long, and then goes on as if nothing had been. */
    NativeClient(int port, RandomGenerator random, BooleanSupplier over, int most, long workMillis, long absentMillis) {
        this.wire = new Wire(port);
        this.random = random;
        this.over = over;
        this.slot = random.nextInt(5);
        this.most = most;
        this.workNanos = TimeUnit.MILLISECONDS.toNanos(workMillis);
        this.absentNanos = TimeUnit.MILLISECONDS.toNanos(absentMillis);
        this.worker = drawWorker();
    }

    private String drawWorker() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    /** Who says what an item's result is, as {@link Content#result} wants it. */
    static String author(String worker, int slot, int attempt) {
        return worker + "-" + slot + "-" + attempt;
    }

    @Override
    public void run() {
        List<HandedItem> held = List.of();
        ExchangeAnswer answer;
        try (wire) {
            do {
                work();
                List<HandedItem> kept = new ArrayList<>();
                List<EndedAttempt> ended = new ArrayList<>();
                for (HandedItem item : held) {
                    EndedAttempt end = end(item);
                    if (end == null) {
                        kept.add(item);
                    } else {
                        ended.add(end);
                    }
                }
                renew(kept);
                answer = exchange(ended);
                kept.addAll(answer.items());
                held = kept;
            } while (!answer.next().equals(ExchangeAnswer.FINISHED));
        } catch (IOException e) {
            if (!over.getAsBoolean()) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void work() {
        if (absentNanos > 0 && random.nextInt(100) == 0) {
            LockSupport.parkNanos(absentNanos);
        }
        if (workNanos > 0) {
            LockSupport.parkNanos(random.nextLong(workNanos));
        }
    }

    /** How an item ends now; null if it does not. */
    private @Nullable EndedAttempt end(HandedItem item) throws IOException {
        int chance = random.nextInt(100);
        if (chance < 3) {
            return new EndedAttempt(item.token(), "failed", null, null, null, 7, null, "no luck", null);
        } else if (chance < 5) {
            return without(item, "released");
        } else if (chance < 6) {
            return without(item, "given-back");
        } else if (chance < 9) {
            return null;
        }
        byte[] result = Content.result(item.id(), author(worker, slot, item.attempt()));
        if (result.length <= EndedAttempt.MAX_INLINE && chance < 95) {
            return new EndedAttempt(item.token(), "done", result, null, null, null, null, null, null);
        }
        put(item.token(), result);
        Content content = Content.of(result);
        return new EndedAttempt(item.token(), "done", null, content.size(), content.sha256(), null, null, null, null);
    }

    private static EndedAttempt without(HandedItem item, String end) {
        return new EndedAttempt(item.token(), end, null, null, null, null, null, null, null);
    }

    /** Until it is answered; that the attempt is superseded comes out in the exchange. */
    private void put(String token, byte[] result) throws IOException {
        insist(Message.request("PUT", StoredResult.path(token), result));
    }

    private void renew(List<HandedItem> kept) throws IOException {
        if (!kept.isEmpty()) {
            RenewRequest request = new RenewRequest(
                    worker, kept.stream().map(HandedItem::token).toList(), null);
            insist(Message.request("POST", RenewRequest.PATH, Json.write(request)));
        }
    }

    private ExchangeAnswer exchange(List<EndedAttempt> ended) throws IOException {
        number++;
        int take = 1 + random.nextInt(most);
        while (true) {
            ExchangeRequest request =
                    new ExchangeRequest(worker, slot, number, null, ended, take, WAIT_MILLIS, null, null);
            Message answer = insist(Message.request("POST", ExchangeRequest.PATH, Json.write(request)));
            if (answer.status() == 200) {
                return Ledger.json(answer, ExchangeAnswer.class);
            }
            if (!Ledger.json(answer, ErrorBody.class).code().equals(ErrorCode.STALE_REQUEST.code())) {
                throw new IOException("an exchange was refused: " + answer.text());
            }
            // The manager knows less than it did; whether it may, the ledger knows.
            worker = drawWorker();
            number = 1;
        }
    }

    /** Sends a request until it is answered by somebody who can. */
    private Message insist(Message request) throws IOException {
        while (true) {
            try {
                Message answer = wire.ask(request);
                if (answer.status() / 100 != 5) {
                    return answer;
                }
            } catch (IOException noAnswer) {
                if (over.getAsBoolean()) {
                    throw noAnswer;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
