package dev.workmanager.rules;

import static java.util.Objects.requireNonNull;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Hash;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Policy;
import dev.workmanager.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What becomes of an attempt that its worker ends, and of its item. */
final class EndRule {
    private EndRule() {}

    /**
     * Checks, before anything is changed, that the result is there that an accepted completion would need.
     *
     * @throws RefusedException if it is not
     */
    static void check(Ended ended, Ledger ledger) {
        if (ended.result() instanceof Result.Missing missing
                && Claim.of(ended.token(), ledger).standing() == Standing.HELD) {
            throw new RefusedException(
                    ErrorCode.RESULT_MISSING,
                    "the result of " + ended.text() + " (" + missing.size() + " bytes, SHA-256 " + missing.hash()
                            + ") was not put, or is another one: put it, then repeat the exchange");
        }
    }

    /** Ends the attempt if it holds its item. The same end a second time is accepted, and changes nothing. */
    static Verdict end(Ended ended, Tally tally, Ledger ledger) {
        Claim claim = Claim.of(ended.token(), ledger);
        Standing outcome = claim.standing();
        if (outcome == Standing.HELD) {
            accept(ended, requireNonNull(claim.held()), ledger);
            tally.add(ended.how());
            outcome = Standing.ENDED;
        } else if (outcome == Standing.ENDED
                && !requireNonNull(claim.held()).attempt().ended(ended.how())) {
            outcome = Standing.SUPERSEDED;
        } else if (outcome == Standing.SUPERSEDED) {
            noteSuperseded(requireNonNull(claim.held()), ledger);
        } else if (outcome == Standing.CANCELLED) {
            noteCancelled(requireNonNull(claim.held()), ledger);
        }
        return new Verdict(ended.text(), outcome);
    }

    /** Its job was cancelled as a whole: this is where its item hears of it. */
    private static void noteCancelled(Claim.Held held, Ledger ledger) {
        if (held.attempt().open()) {
            ledger.put(held.job().no(), held.index(), ItemRule.cancelled(held.item(), ledger));
        }
    }

    private static void noteSuperseded(Claim.Held held, Ledger ledger) {
        if (held.attempt().ended(AttemptEnd.LOST)) {
            ledger.countSuperseded(held.job().no());
            ledger.put(
                    held.job().no(),
                    held.index(),
                    LeaseRule.ended(held.item(), held.attempt(), AttemptEnd.SUPERSEDED, 0, false, ledger));
        }
    }

    private static void accept(Ended ended, Claim.Held held, Ledger ledger) {
        Item revived = Claim.revived(held);
        Attempt attempt =
                ended.ranMillis() < 0 ? held.attempt() : held.attempt().begun(ledger.now() - ended.ranMillis());
        Item item = LeaseRule.ended(revived, attempt, ended.how(), ended.code(), false, ledger);
        Policy policy = held.job().policy();
        Item after = switch (ended.how()) {
            case DONE -> done(held, item, ended.result(), ledger);
            case FAILED, TIMED_OUT -> failed(item, ended, policy, ledger);
            case GIVEN_BACK -> givenBack(item, ended, policy, ledger);
            case RELEASED -> LeaseRule.pendingIfIdle(item);
            case LOST, KILLED, SUPERSEDED ->
                throw new IllegalArgumentException("no worker ends an attempt as " + ended.how());
        };
        ledger.put(held.job().no(), held.index(), after);
        if (after.state() == ItemState.FAILED) {
            JobRule.haltIfUsedUp(held.job().no(), ledger);
        }
    }

    private static Item done(Claim.Held held, Item item, Result result, Ledger ledger) {
        return finish(held.job().no(), held.index(), item, result, !held.job().freshOut(), ledger);
    }

    /**
     * The item is done; whoever else was at it comes too late.
     *
     * @param stale whether there may be a file from an earlier batch where an empty result should leave none
     */
    static Item finish(int job, long index, Item item, Result result, boolean stale, Ledger ledger) {
        Item finished = item;
        for (Attempt attempt : item.attempts()) {
            if (attempt.open()) {
                ledger.countSuperseded(job);
                finished = LeaseRule.ended(finished, attempt, AttemptEnd.SUPERSEDED, 0, false, ledger);
            }
        }
        if (result.size() > 0 || stale) {
            ledger.result(job, index, result);
        }
        return finished.in(ItemState.DONE)
                .withResult(result.size(), hash(result))
                .withTails("", "");
    }

    private static @Nullable Hash hash(Result result) {
        if (result instanceof Result.Inline inline) {
            return inline.hash();
        }
        return result instanceof Result.Part part ? part.hash() : null;
    }

    private static Item failed(Item item, Ended ended, Policy policy, Ledger ledger) {
        int failures = item.failures() + 1;
        Item counted =
                item.counting(failures, item.giveBacks(), item.losses()).withTails(ended.stderr(), ended.stdout());
        boolean forGood = failures >= policy.attempts() || policy.neverRetry().contains(ended.code());
        return endOrWait(counted, forGood, failures, policy, ledger);
    }

    private static Item givenBack(Item item, Ended ended, Policy policy, Ledger ledger) {
        int giveBacks = item.giveBacks() + 1;
        Item counted =
                item.counting(item.failures(), giveBacks, item.losses()).withTails(ended.stderr(), ended.stdout());
        return endOrWait(counted, giveBacks > policy.giveBacks(), giveBacks, policy, ledger);
    }

    private static Item endOrWait(Item item, boolean forGood, int times, Policy policy, Ledger ledger) {
        if (LeaseRule.hasOpen(item)) {
            return item;
        }
        if (forGood) {
            return item.in(ItemState.FAILED);
        }
        long wait = policy.backoff().millis(times, ledger.randomBits());
        return item.waiting(wait == 0 ? 0 : ledger.now() + wait, wait);
    }
}
