package dev.workmanager.endtoend;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** {@code POST /v1/exchange} on its way. */
final class ExchangeAsked implements Asked {
    private static final String DONE = "done";

    private final Ledger ledger;
    private final ExchangeRequest request;
    private final long askedAt;

    ExchangeAsked(Ledger ledger, Message request) {
        this.ledger = ledger;
        this.request = Ledger.json(request, ExchangeRequest.class);
        this.askedAt = ledger.exchanges().asked(slot(), this.request.number(), ledger.tick());
        for (EndedAttempt ended : this.request.ended()) {
            if (ended.end().equals(DONE)) {
                ledger.completing(ended.token(), content(ended));
            } else {
                ledger.endedOtherwise(ended.token());
            }
        }
    }

    private String slot() {
        return request.worker() + "/" + request.slot();
    }

    private static Content content(EndedAttempt ended) {
        Long size = ended.size();
        if (size != null) {
            return new Content(size, Objects.requireNonNull(ended.sha256()).toLowerCase(java.util.Locale.ROOT));
        }
        byte[] bytes = ended.result();
        return Content.of(bytes == null ? new byte[0] : bytes);
    }

    @Override
    public void answered(Message answer) {
        ledger.count("exchange " + answer.status());
        if (answer.status() == 200) {
            answered(Ledger.json(answer, ExchangeAnswer.class));
        } else {
            lost();
            refused(answer);
        }
    }

    private void answered(ExchangeAnswer answer) {
        if (answer.outcomes().size() != request.ended().size()) {
            ledger.fault("exchange " + request.number() + " of " + slot() + " ended "
                    + request.ended().size() + " attempts and has " + answer.outcomes());
        }
        for (int i = 0; i < answer.outcomes().size(); i++) {
            outcome(request.ended().get(i), answer.outcomes().get(i));
        }
        List<String> tokens = new ArrayList<>();
        for (HandedItem item : answer.items()) {
            tokens.add(item.token());
            ledger.handedOut(item.token(), new Ledger.Handed(item.id(), item.attempt()), askedAt);
        }
        if (tokens.size() > request.take() && request.take() > 0) {
            ledger.fault("exchange " + request.number() + " of " + slot() + " took " + tokens.size() + " items, not "
                    + request.take());
        }
        ledger.exchanges().answered(slot(), request.number(), new TreeSet<>(tokens));
    }

    private void outcome(EndedAttempt ended, Outcome outcome) {
        ledger.count(ended.end() + " " + outcome.outcome());
        if (!ended.token().equals(outcome.token())) {
            ledger.fault("the outcome of " + ended.token() + " names " + outcome.token());
        } else if (ended.end().equals(DONE)) {
            if (outcome.outcome().equals(Outcome.ACCEPTED)) {
                ledger.accepted(ended.token());
            } else {
                ledger.rejected(ended.token(), outcome.outcome());
            }
        }
    }

    private void refused(Message answer) {
        String code = Ledger.json(answer, ErrorBody.class).code();
        ledger.count("exchange " + code);
        boolean fair = code.equals(ErrorCode.STALE_REQUEST.code())
                ? ledger.exchanges().hasLater(slot(), request.number())
                : code.equals(ErrorCode.STORAGE_FULL.code()) || code.equals(ErrorCode.UNAVAILABLE.code());
        if (!fair) {
            ledger.fault("exchange " + request.number() + " of " + slot() + " was refused: " + answer.text());
        }
    }

    @Override
    public void lost() {
        ledger.count("exchange lost");
        for (EndedAttempt ended : request.ended()) {
            if (ended.end().equals(DONE)) {
                ledger.lost(ended.token());
            }
        }
    }
}
