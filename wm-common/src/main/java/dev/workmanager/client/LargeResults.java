package dev.workmanager.client;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.StoredResult;
import java.time.Duration;
import java.util.Optional;

/** Puts the results that are too large to travel within an exchange, before it. One for each slot. */
final class LargeResults {
    private final WorkSession session;
    private final Persistence persistence;

    LargeResults(WorkSession session, Persistence persistence) {
        this.session = session;
        this.persistence = persistence;
    }

    /** Puts all of them; once more does no harm. An attempt that turns out not to hold its item any more is gone then. */
    void put(Offers offers) {
        offers.large().forEach(this::put);
    }

    private void put(Offer offer) {
        ResultSource result = offer.large();
        if (result == null) {
            return;
        }
        String token = offer.token();
        String sha256 = ResultBody.sha256(result);
        try {
            Optional<StoredResult> stored = persistence.until(
                    () -> true,
                    limit -> session.leases().fate(token).isPresent()
                            ? Optional.empty()
                            : Optional.of(put(token, result, sha256, limit)));
            stored.ifPresentOrElse(
                    offer::stored, () -> offer.gone(session.leases().fate(token).orElse(Outcome.SUPERSEDED)));
        } catch (RefusedException e) {
            if (e.is(ErrorCode.SUPERSEDED)) {
                offer.gone(Outcome.SUPERSEDED);
            } else if (e.is(ErrorCode.NOT_FOUND) || e.is(ErrorCode.UNKNOWN_ITEM)) {
                offer.gone(Outcome.UNKNOWN);
            } else {
                throw e;
            }
        }
    }

    private StoredResult put(String token, ResultSource result, String sha256, Duration limit) {
        Cut cut = session.gate().open(false);
        try {
            Duration most = limit.toNanos() == Long.MAX_VALUE ? Duration.ZERO : limit;
            StoredResult stored = session.client().putResult(token, result, most, cut);
            if (stored.size() != result.size() || !stored.sha256().equalsIgnoreCase(sha256)) {
                throw new UnavailableException("another result than the one that was sent", null);
            }
            return stored;
        } catch (CutException e) {
            throw new AgainException(e);
        } finally {
            session.gate().close(cut);
        }
    }
}
