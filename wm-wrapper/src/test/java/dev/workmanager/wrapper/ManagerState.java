package dev.workmanager.wrapper;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import dev.workmanager.protocol.RenewRequest;
import dev.workmanager.protocol.StoredLog;
import dev.workmanager.protocol.StoredResult;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A manager's state in memory: enough of the promises that a wrapper can be held against them. Thread-safe. */
final class ManagerState {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<Long, Item> items = new TreeMap<>();
    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<String, StoredResult> stored = new HashMap<>();
    private final List<ExchangeRequest> exchanges = new ArrayList<>();
    /** How an attempt stands that does not hold its item any more. */
    private String gone = Outcome.SUPERSEDED;

    private final List<RenewRequest> renewals = new ArrayList<>();
    private final List<EndedAttempt> ended = new ArrayList<>();
    private long leaseMillis = 30_000;
    private @Nullable Long timeoutMillis;
    private @Nullable String order;
    private boolean closed;
    private boolean losesPut;
    private boolean givesUpGivenBack;
    private int puts;
    private final Map<String, ByteArrayOutputStream> logs = new TreeMap<>();
    private int logRoom = 1 << 30;
    private boolean olderThanLogs;
    private int appends;

    /** An item with what became of it. */
    static final class Item {
        private final long id;
        private final @Nullable String data;
        private String state = "pending";
        private int attempt;
        private @Nullable HandedItem handed;
        private byte @Nullable [] result;
        private @Nullable String sha256;
        private int accepted;

        private Item(long id, @Nullable String data) {
            this.id = id;
            this.data = data;
        }
    }

    private record Slot(long number, List<HandedItem> handed) {}

    /** A refusal, as the manager words it. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ErrorCode code;

        Refusal(ErrorCode code) {
            super(code.code());
            this.code = code;
        }

        int status() {
            return code.status();
        }

        ErrorBody body() {
            return new ErrorBody(code.code(), "refused by the test", "i-1");
        }
    }

    synchronized ManagerState item(long id, @Nullable String data) {
        items.put(id, new Item(id, data));
        notifyAll();
        return this;
    }

    synchronized ManagerState numbers(int count) {
        for (int i = 0; i < count; i++) {
            item(i, null);
        }
        return this;
    }

    synchronized ManagerState lease(Duration lease) {
        leaseMillis = lease.toMillis();
        return this;
    }

    synchronized ManagerState timeout(Duration timeout) {
        timeoutMillis = timeout.toMillis();
        return this;
    }

    /** From now on each answer carries this order, and nothing is handed out. */
    synchronized void order(@Nullable String word) {
        order = word;
        notifyAll();
    }

    /** Knows no worker and no attempt any more, as if the data folder had been emptied. */
    synchronized void forget() {
        slots.clear();
        items.values().forEach(item -> {
            item.state = "pending";
            item.handed = null;
        });
        notifyAll();
    }

    /** Somebody has cancelled all there is. */
    synchronized void cancelAll() {
        gone = Outcome.CANCELLED;
        endAll();
    }

    /** Somebody else did all there is. */
    synchronized ManagerState endAll() {
        items.keySet().forEach(this::supersede);
        return this;
    }

    /** Somebody else did it. */
    synchronized void supersede(long id) {
        Item item = item(id);
        item.state = "done";
        item.handed = null;
        notifyAll();
    }

    /** Answers all who wait. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized ExchangeAnswer exchange(ExchangeRequest request) {
        exchanges.add(request);
        notifyAll();
        Slot slot = slots.get(request.worker() + "/" + request.slot());
        if (slot == null ? request.number() != 1 : request.number() < slot.number()) {
            throw new Refusal(ErrorCode.STALE_REQUEST);
        }
        List<Outcome> outcomes = request.ended().stream().map(this::end).toList();
        if (slot != null && slot.number() == request.number()) {
            return answer(outcomes, slot.handed());
        }
        List<HandedItem> next = next(request);
        for (long until = System.nanoTime() + request.waitMillis() * 1_000_000;
                next.isEmpty()
                        && request.take() > 0
                        && order == null
                        && !finished()
                        && !closed
                        && System.nanoTime() < until;
                next = next(request)) {
            await(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            Slot now = slots.get(request.worker() + "/" + request.slot());
            if (now != null && now.number() >= request.number()) {
                return answer(outcomes, now.handed());
            }
        }
        slots.put(request.worker() + "/" + request.slot(), new Slot(request.number(), next));
        return answer(outcomes, next);
    }

    synchronized RenewAnswer renew(RenewRequest request) {
        renewals.add(request);
        notifyAll();
        return new RenewAnswer(
                request.tokens().stream()
                        .map(token -> new RenewAnswer.Lease(token, holder(token) == null ? gone : RenewAnswer.HELD))
                        .toList(),
                order);
    }

    synchronized StoredResult put(String token, StoredResult result) {
        if (holder(token) == null) {
            throw new Refusal(ErrorCode.SUPERSEDED);
        }
        puts++;
        if (losesPut) {
            losesPut = false;
        } else {
            stored.put(token, result);
        }
        return result;
    }

    synchronized StoredLog append(String token, long offset, byte[] bytes) {
        appends++;
        notifyAll();
        if (olderThanLogs) {
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        if (holder(token) == null) {
            throw new Refusal(ErrorCode.SUPERSEDED);
        }
        ByteArrayOutputStream log = logs.computeIfAbsent(token, key -> new ByteArrayOutputStream());
        int known = (int) (log.size() - offset);
        if (known >= 0 && known < bytes.length) {
            log.write(bytes, known, Math.min(bytes.length - known, logRoom - log.size()));
        }
        return new StoredLog(log.size(), false);
    }

    /** There is room for so many bytes of each log. */
    synchronized void logRoom(int bytes) {
        logRoom = bytes;
    }

    /** Knows no logs. */
    synchronized void olderThanLogs() {
        olderThanLogs = true;
    }

    synchronized int appends() {
        return appends;
    }

    /** What all attempts of an item have said. */
    synchronized byte[] log(long id) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        logs.forEach((token, log) -> {
            if (token.startsWith("0123456789abcdef-" + id + "-")) {
                all.writeBytes(log.toByteArray());
            }
        });
        return all.toByteArray();
    }

    synchronized int puts() {
        return puts;
    }

    /** Acknowledges the next result that is put, and loses it. */
    synchronized void loseFirstPut() {
        losesPut = true;
    }

    /** Hands an item that was given back out to nobody any more. */
    synchronized void giveUpGivenBack() {
        givesUpGivenBack = true;
    }

    synchronized List<ExchangeRequest> exchanges() {
        return List.copyOf(exchanges);
    }

    synchronized List<RenewRequest> renewals() {
        return List.copyOf(renewals);
    }

    synchronized List<EndedAttempt> ended() {
        return List.copyOf(ended);
    }

    synchronized String state(long id) {
        return item(id).state;
    }

    synchronized long running() {
        return items.values().stream()
                .filter(item -> item.state.equals("running"))
                .count();
    }

    synchronized int accepted(long id) {
        return item(id).accepted;
    }

    synchronized int attempt(long id) {
        return item(id).attempt;
    }

    synchronized byte[] result(long id) {
        byte[] result = item(id).result;
        return result == null ? new byte[0] : result.clone();
    }

    synchronized @Nullable String sha256(long id) {
        return item(id).sha256;
    }

    /** Waits until something has come to be; fails after a while. */
    synchronized void await(String what, BooleanSupplier condition) {
        for (long until = System.nanoTime() + PATIENCE.toNanos(); !condition.getAsBoolean(); ) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never came: " + what);
            }
            await(100);
        }
    }

    private void await(long millis) {
        try {
            TimeUnit.MILLISECONDS.timedWait(this, millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Item item(long id) {
        Item item = items.get(id);
        if (item == null) {
            throw new AssertionError("no item " + id);
        }
        return item;
    }

    private @Nullable Item holder(String token) {
        for (Item item : items.values()) {
            if (item.handed != null && item.handed.token().equals(token)) {
                return item;
            }
        }
        return null;
    }

    private Outcome end(EndedAttempt end) {
        Item item = holder(end.token());
        if (item == null) {
            return new Outcome(end.token(), Outcome.SUPERSEDED);
        }
        if (item.state.equals("running")) {
            if (end.sha256() != null && !new StoredResult(size(end), end.sha256()).equals(stored.get(end.token()))) {
                throw new Refusal(ErrorCode.RESULT_MISSING);
            }
            ended.add(end);
            item.accepted++;
            boolean again = end.end().equals("released")
                    || end.end().equals("given-back") && !givesUpGivenBack
                    || (end.end().equals("failed") || end.end().equals("timed-out")) && item.attempt < 3;
            item.state = again ? "pending" : end.end();
            item.result = end.result();
            item.sha256 = end.sha256();
            notifyAll();
        }
        return new Outcome(end.token(), Outcome.ACCEPTED);
    }

    private static long size(EndedAttempt end) {
        Long size = end.size();
        return size == null ? 0 : size;
    }

    private List<HandedItem> next(ExchangeRequest request) {
        List<HandedItem> next = new ArrayList<>();
        for (Item item : items.values()) {
            if (next.size() < request.take() && order == null && item.state.equals("pending")) {
                item.state = "running";
                item.attempt++;
                String token = "0123456789abcdef-" + item.id + "-" + item.attempt + "-deadbeef";
                item.handed = new HandedItem(
                        token, "default", item.id, item.id, item.data, item.attempt, 3, leaseMillis, timeoutMillis);
                next.add(item.handed);
            }
        }
        notifyAll();
        return next;
    }

    private boolean finished() {
        return items.values().stream().noneMatch(item -> item.state.equals("pending") || item.state.equals("running"));
    }

    private ExchangeAnswer answer(List<Outcome> outcomes, List<HandedItem> next) {
        if (!next.isEmpty()) {
            return new ExchangeAnswer(outcomes, ExchangeAnswer.ITEMS, next, order);
        }
        return new ExchangeAnswer(
                outcomes, finished() ? ExchangeAnswer.FINISHED : ExchangeAnswer.WAIT, List.of(), order);
    }
}
