package dev.workmanager.endtoend;

import dev.workmanager.protocol.StoredResult;

/** {@code PUT /v1/leases/{token}/result} on its way. */
final class PutAsked implements Asked {
    private final Ledger ledger;
    private final Message request;

    PutAsked(Ledger ledger, Message request) {
        this.ledger = ledger;
        this.request = request;
    }

    @Override
    public void answered(Message answer) {
        ledger.count("put " + answer.status());
        if (answer.status() == 200) {
            StoredResult stored = Ledger.json(answer, StoredResult.class);
            Content content = Content.of(request.body());
            if (stored.size() != content.size() || !stored.sha256().equals(content.sha256())) {
                ledger.fault(request.start() + " brought " + content + " and was answered " + stored);
            }
        } else if (answer.status() != 409 && answer.status() != 503 && answer.status() != 507) {
            ledger.fault(request.start() + " was answered " + answer.status() + ": " + answer.text());
        }
    }

    @Override
    public void lost() {
        ledger.count("put lost");
    }
}
