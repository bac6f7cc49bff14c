package dev.workmanager.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.LeaseToken;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What promise 2 says of one item, told from outside: by what was handed out and what was brought back. Knows nothing of the
 * rules.
 */
final class Oracle {
    private static final int REMEMBERED = 32;
    private static final int ATTEMPTS = Scene.POLICY.attempts();
    private static final int GIVE_BACKS = Scene.POLICY.giveBacks();
    private static final long FIRST = Scene.POLICY.backoff().first().toMillis();
    private static final long LONGEST = Scene.POLICY.backoff().longest().toMillis();

    /** Who has the item, or had it last if nobody has come in between. */
    private @Nullable LeaseToken holder;

    private boolean out;
    private boolean named;
    private ItemState ended = ItemState.PENDING;
    private int latest;
    private int failures;
    private int giveBacks;
    private long notBefore;
    private long atLatest;
    private int superseded;
    private int losses;
    private String file = "";
    private final Map<LeaseToken, AttemptEnd> accepted = new HashMap<>();
    private final Set<LeaseToken> known = new HashSet<>();
    private final Set<LeaseToken> toldTooLate = new HashSet<>();

    Oracle() {}

    /** Another one that has seen the same. */
    Oracle copy() {
        Oracle copy = new Oracle();
        copy.holder = holder;
        copy.out = out;
        copy.named = named;
        copy.ended = ended;
        copy.latest = latest;
        copy.failures = failures;
        copy.giveBacks = giveBacks;
        copy.notBefore = notBefore;
        copy.atLatest = atLatest;
        copy.superseded = superseded;
        copy.losses = losses;
        copy.file = file;
        copy.accepted.putAll(accepted);
        copy.known.addAll(known);
        copy.toldTooLate.addAll(toldTooLate);
        return copy;
    }

    ItemState state() {
        return out ? ItemState.RUNNING : ended;
    }

    int superseded() {
        return superseded;
    }

    String file() {
        return file;
    }

    /** Whether it must be handed out now to whoever asks. */
    boolean isReady(long now) {
        return state() == ItemState.PENDING && now >= atLatest;
    }

    /** Whether it may be kept for somebody who holds nothing else: it was lost often, though perhaps not for good. */
    boolean maybeSuspect() {
        return losses >= Item.SUSPECT_AFTER;
    }

    /** Whether a later answer to the same request must bring this attempt again. */
    boolean holds(LeaseToken token) {
        return token.equals(holder) && ended == ItemState.PENDING;
    }

    void handedOut(LeaseToken token, boolean toAWorker, long now) {
        assertThat(state()).as("state when handed out").isEqualTo(ItemState.PENDING);
        assertThat(now).as("time when handed out").isGreaterThanOrEqualTo(notBefore);
        assertThat(token.attempt()).as("number of the attempt").isEqualTo(latest + 1);
        assertThat(known.add(token)).as("a new token").isTrue();
        holder = token;
        out = true;
        named = toAWorker;
        latest = token.attempt();
    }

    /** How an attempt stands. */
    Standing standing(LeaseToken token) {
        if (!known.contains(token) || token.attempt() <= latest - REMEMBERED) {
            return Standing.UNKNOWN;
        }
        if (accepted.containsKey(token)) {
            return Standing.ENDED;
        }
        return holds(token) ? Standing.HELD : Standing.SUPERSEDED;
    }

    /** What must be told to who ends an attempt, and what it does. */
    Standing end(LeaseToken token, AttemptEnd how, String result, long now) {
        Standing standing = standing(token);
        if (standing == Standing.HELD) {
            accept(token, how, result, now);
            return Standing.ENDED;
        }
        if (standing == Standing.SUPERSEDED && toldTooLate.add(token)) {
            superseded++;
        }
        boolean another = standing == Standing.ENDED && accepted.get(token) != how;
        return another ? Standing.SUPERSEDED : standing;
    }

    private void accept(LeaseToken token, AttemptEnd how, String result, long now) {
        accepted.put(token, how);
        holder = null;
        out = false;
        switch (how) {
            case DONE -> {
                ended = ItemState.DONE;
                file = result;
            }
            case FAILED, TIMED_OUT -> {
                failures++;
                waitOrFail(failures, failures >= ATTEMPTS, now);
            }
            case GIVEN_BACK -> {
                giveBacks++;
                waitOrFail(giveBacks, giveBacks > GIVE_BACKS, now);
            }
            default -> assertThat(how).isEqualTo(AttemptEnd.RELEASED);
        }
    }

    private void waitOrFail(int times, boolean forGood, long now) {
        long longest = Math.min(LONGEST, FIRST << (times - 1));
        notBefore = now + longest / 2;
        atLatest = now + longest;
        ended = forGood ? ItemState.FAILED : ItemState.PENDING;
    }

    /** News of an attempt. */
    Standing renew(LeaseToken token) {
        Standing standing = standing(token);
        out |= standing == Standing.HELD;
        return standing;
    }

    /** The lease of an attempt ran out; whether it was out. */
    boolean lose(LeaseToken token) {
        return token.equals(holder) && wipe();
    }

    /** Whoever has it is not believed to any more; whether it was out. */
    boolean wipe() {
        boolean wasOut = out;
        losses += out ? 1 : 0;
        out = false;
        return wasOut;
    }

    boolean takeBack(LeaseToken token) {
        boolean back = out && token.equals(holder);
        if (back) {
            out = false;
            holder = null;
        }
        return back;
    }

    void completeNameless(String result) {
        if (out && named && holder != null) {
            toldTooLate.add(holder);
            superseded++;
        }
        holder = null;
        out = false;
        ended = ItemState.DONE;
        file = result.isEmpty() ? file : result;
    }

    boolean retryFailed() {
        boolean failed = ended == ItemState.FAILED;
        if (failed) {
            ended = ItemState.PENDING;
            failures = 0;
            giveBacks = 0;
            notBefore = 0;
            atLatest = 0;
        }
        return failed;
    }
}
