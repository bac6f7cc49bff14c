package dev.workmanager.endtoend;

import java.util.Optional;

/** A request to one of the seed's routes on its way. */
final class SeedAsked implements Asked {
    /** The seed's answer. */
    record Answer(String status, long id) {}

    private final Ledger ledger;
    private final Message request;
    private final long askedAt;

    SeedAsked(Ledger ledger, Message request) {
        this.ledger = ledger;
        this.request = request;
        this.askedAt = ledger.tick();
    }

    @Override
    public void answered(Message answer) {
        ledger.count(what() + " " + answer.status());
        boolean good = answer.status() == 200;
        wrote(good);
        if (good) {
            handedOut(answer);
        } else if (answer.status() != 503 && answer.status() != 507) {
            ledger.fault(request.start() + " was answered " + answer.status() + ": " + answer.text());
        }
    }

    private void handedOut(Message answer) {
        if (request.method().equals("POST") && answer.text().contains("\"up\"")) {
            ledger.requireOpen(Ledger.json(answer, Answer.class).id(), askedAt);
        }
    }

    private String what() {
        return request.method() + (request.path().startsWith("/job/") ? " /job/{id}" : " " + request.path());
    }

    @Override
    public void lost() {
        ledger.count(what() + " lost");
        wrote(false);
    }

    private void wrote(boolean acknowledged) {
        if (request.path().startsWith("/job/")) {
            long item = Long.parseLong(request.path().substring("/job/".length()));
            ledger.wrote(new Write(
                    item, Content.of(request.body()), Optional.empty(), askedAt, ledger.tick(), acknowledged));
        }
    }
}
