package dev.workmanager.endtoend;

import dev.workmanager.protocol.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * What was asked and answered between everybody and the manager, over all of its lives: the manager's own memory plays no part in it.
 * What breaks a promise at once is noted as a fault; what shows only at the end is for {@link Audit}. Thread-safe.
 */
final class Ledger {
    private static final int MOST_FAULTS = 50;

    /** An attempt that was handed out. */
    record Handed(long item, int attempt) {}

    private final Map<String, Handed> handed = new HashMap<>();
    private final Map<String, String> tokenOfAttempt = new HashMap<>();
    private final Map<Long, List<Write>> writes = new HashMap<>();
    private final Map<Long, Set<String>> accepted = new HashMap<>();
    private final Map<Long, Long> acknowledged = new HashMap<>();
    private final Map<String, Integer> notDone = new HashMap<>();
    private final Map<String, Integer> tally = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Exchanges exchanges = new Exchanges(this::fault);
    private long now;

    /** A request goes to the manager. The answer, or that there is none, is to be told to what comes back. */
    Asked asked(Message request) {
        return switch (request.path()) {
            case "/job", "/status" -> new SeedAsked(this, request);
            case "/v1/exchange" -> new ExchangeAsked(this, request);
            case "/v1/leases/renew" -> new Asked.Plain(this, "renew");
            default -> askedOfOne(request);
        };
    }

    private Asked askedOfOne(Message request) {
        if (request.path().startsWith("/job/")) {
            return new SeedAsked(this, request);
        }
        return request.path().endsWith("/log") ? new LogAsked(this) : new PutAsked(this, request);
    }

    Exchanges exchanges() {
        return exchanges;
    }

    /** Rises by one with each thing that happens: which of two came first is all that anybody needs to know. */
    synchronized long tick() {
        return ++now;
    }

    synchronized void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }

    synchronized void count(String what) {
        tally.merge(what, 1, Integer::sum);
        notifyAll();
    }

    /** An attempt was handed out, by an answer whose request was first sent at a time. */
    synchronized void handedOut(String token, Handed attempt, long askedAt) {
        if (handed.putIfAbsent(token, attempt) != null) {
            return;
        }
        requireOpen(attempt.item(), askedAt);
        String other = tokenOfAttempt.putIfAbsent(attempt.item() + "/" + attempt.attempt(), token);
        if (other != null) {
            fault("attempt " + attempt.attempt() + " of item " + attempt.item() + " was handed out as " + other
                    + " and as " + token);
        }
    }

    synchronized void requireOpen(long item, long askedAt) {
        Long doneAt = acknowledged.get(item);
        if (doneAt != null && doneAt < askedAt) {
            fault("item " + item + " was handed out after it had been acknowledged as done");
        }
    }

    synchronized Handed handed(String token) {
        return Objects.requireNonNull(handed.get(token), () -> "nobody was ever handed " + token);
    }

    /** A native completion is sent, perhaps again. */
    synchronized void completing(String token, Content content) {
        long item = handed(token).item();
        List<Write> all = writes.computeIfAbsent(item, id -> new ArrayList<>());
        for (Write known : all) {
            if (known.token().filter(token::equals).isPresent()) {
                if (!known.content().equals(content)) {
                    fault("the result of " + token + " was " + known.content() + " and is now " + content);
                }
                return;
            }
        }
        all.add(new Write(item, content, Optional.of(token), tick(), Long.MAX_VALUE, false));
    }

    synchronized void accepted(String token) {
        long item = handed(token).item();
        Set<String> all = accepted.computeIfAbsent(item, id -> new HashSet<>());
        all.add(token);
        if (all.size() > 1) {
            fault("several completions of item " + item + " were accepted: " + all);
        }
        settle(item, token, true);
    }

    synchronized void rejected(String token, String outcome) {
        long item = handed(token).item();
        if (accepted.getOrDefault(item, Set.of()).contains(token)) {
            fault("the completion " + token + " was accepted before and is " + outcome + " now");
        }
        writes.getOrDefault(item, List.of())
                .removeIf(write -> write.token().filter(token::equals).isPresent());
    }

    /** The answer to a completion did not come. */
    synchronized void lost(String token) {
        settle(handed(token).item(), token, false);
    }

    private void settle(long item, String token, boolean isAcknowledged) {
        long at = tick();
        List<Write> all = writes.getOrDefault(item, List.of());
        all.replaceAll(write -> !write.token().filter(token::equals).isPresent()
                ? write
                : isAcknowledged ? write.acknowledged(at) : write.lost(at));
        if (isAcknowledged) {
            done(item, at);
        }
    }

    /** A write by the seed's routes. */
    synchronized void wrote(Write write) {
        writes.computeIfAbsent(write.item(), id -> new ArrayList<>()).add(write);
        if (write.acknowledged()) {
            done(write.item(), write.end());
        }
    }

    private void done(long item, long at) {
        if (acknowledged.putIfAbsent(item, at) == null) {
            notifyAll();
        }
    }

    /** An attempt ended without a result. */
    synchronized void endedOtherwise(String token) {
        notDone.merge(token, 1, Integer::sum);
    }

    /** How many items are acknowledged as done. */
    synchronized int acknowledged() {
        return acknowledged.size();
    }

    /** Waits until so many items are acknowledged as done. */
    synchronized void awaitAcknowledged(int items, long seconds) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (acknowledged.size() < items) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException("only " + acknowledged.size() + " items were done after " + seconds + " s, "
                        + items + " were expected; " + tally);
            }
            wait(left);
        }
    }

    /** Waits until what has been counted is as it should be. */
    synchronized void awaitTally(Predicate<Map<String, Integer>> wanted, long seconds)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!wanted.test(tally)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException("not within " + seconds + " s; " + tally);
            }
            wait(left);
        }
    }

    /** The items that are acknowledged as done. */
    synchronized List<Long> acknowledgedItems() {
        return List.copyOf(acknowledged.keySet());
    }

    synchronized int attempts() {
        return handed.size();
    }

    synchronized int attemptsNotDone() {
        return notDone.size();
    }

    synchronized Map<String, Integer> tally() {
        return new LinkedHashMap<>(tally);
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    synchronized List<Write> writes(long item) {
        return List.copyOf(writes.getOrDefault(item, List.of()));
    }

    static <T> T json(Message message, Class<T> type) {
        return Json.read(message.body(), type);
    }
}
