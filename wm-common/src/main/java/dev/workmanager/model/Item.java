package dev.workmanager.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one item. Immutable.
 *
 * @param state where it stands
 * @param attempts its attempts, oldest first, the last {@value #KEPT_ATTEMPTS} of them
 * @param lastAttempt the number of its newest attempt; 0 when it was never handed out
 * @param failures attempts that counted against {@code attempts} since it was made or retried
 * @param giveBacks how many times it was given back for later since then
 * @param losses attempts that were lost while their worker held nothing else, since then
 * @param notBefore while pending: not handed out before this time, in milliseconds since the epoch; 0 for at once
 * @param backoff the length in milliseconds of the wait that ends with {@code notBefore}
 * @param resultSize the size in bytes of its result; 0 for none
 * @param resultHash the SHA-256 of its result; absent for none
 * @param stderr the end of the standard error of its last failed attempt
 * @param stdout the end of the standard output of its last failed attempt
 */
public record Item(
        ItemState state,
        List<Attempt> attempts,
        int lastAttempt,
        int failures,
        int giveBacks,
        int losses,
        long notBefore,
        long backoff,
        long resultSize,
        @Nullable Hash resultHash,
        String stderr,
        String stdout) {
    /** Of an item with more attempts only so many are remembered one by one. */
    public static final int KEPT_ATTEMPTS = 32;

    /** An item that was never touched. */
    public static final Item FRESH = new Item(ItemState.PENDING, List.of(), 0, 0, 0, 0, 0, 0, 0, null, "", "");

    /** Copies and shortens the list. */
    public Item {
        int size = attempts.size();
        attempts = List.copyOf(size > KEPT_ATTEMPTS ? attempts.subList(size - KEPT_ATTEMPTS, size) : attempts);
    }

    /** An item that was lost so often is handed out alone from then on, so that the guilty one is found. */
    public static final int SUSPECT_AFTER = 3;

    /** Whether it was lost so often that whoever takes it is to hold nothing else. */
    public boolean suspect() {
        int lost = 0;
        for (Attempt attempt : attempts) {
            lost += attempt.ended(AttemptEnd.LOST) ? 1 : 0;
        }
        return lost >= SUSPECT_AFTER;
    }

    /** The attempt with a number, if it is remembered. */
    public Optional<Attempt> attempt(int number) {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            if (attempts.get(i).number() == number) {
                return Optional.of(attempts.get(i));
            }
        }
        return Optional.empty();
    }

    /** This item in another state; only a pending one keeps a not-before time. */
    public Item in(ItemState other) {
        boolean pending = other == ItemState.PENDING;
        return new Item(
                other,
                attempts,
                lastAttempt,
                failures,
                giveBacks,
                losses,
                pending ? notBefore : 0,
                pending ? backoff : 0,
                resultSize,
                resultHash,
                stderr,
                stdout);
    }

    /** This item with one more attempt, running. */
    public Item handedOut(Attempt attempt) {
        List<Attempt> more = new ArrayList<>(attempts.size() + 1);
        more.addAll(attempts);
        more.add(attempt);
        return new Item(
                ItemState.RUNNING,
                more,
                attempt.number(),
                failures,
                giveBacks,
                losses,
                0,
                0,
                resultSize,
                resultHash,
                stderr,
                stdout);
    }

    /** This item with an attempt of the same number replaced. */
    public Item with(Attempt changed) {
        List<Attempt> others = new ArrayList<>(attempts);
        others.replaceAll(attempt -> attempt.number() == changed.number() ? changed : attempt);
        return new Item(
                state,
                others,
                lastAttempt,
                failures,
                giveBacks,
                losses,
                notBefore,
                backoff,
                resultSize,
                resultHash,
                stderr,
                stdout);
    }

    /** This item with other counters. */
    public Item counting(int newFailures, int newGiveBacks, int newLosses) {
        return new Item(
                state,
                attempts,
                lastAttempt,
                newFailures,
                newGiveBacks,
                newLosses,
                notBefore,
                backoff,
                resultSize,
                resultHash,
                stderr,
                stdout);
    }

    /** This item, pending until its time has come. */
    public Item waiting(long until, long length) {
        return new Item(
                ItemState.PENDING,
                attempts,
                lastAttempt,
                failures,
                giveBacks,
                losses,
                until,
                length,
                resultSize,
                resultHash,
                stderr,
                stdout);
    }

    /** This item with a result. */
    public Item withResult(long size, @Nullable Hash hash) {
        return new Item(
                state,
                attempts,
                lastAttempt,
                failures,
                giveBacks,
                losses,
                notBefore,
                backoff,
                size,
                hash,
                stderr,
                stdout);
    }

    /** This item with the ends of what its program wrote. */
    public Item withTails(String newStderr, String newStdout) {
        return new Item(
                state,
                attempts,
                lastAttempt,
                failures,
                giveBacks,
                losses,
                notBefore,
                backoff,
                resultSize,
                resultHash,
                newStderr,
                newStdout);
    }
}
