package dev.workmanager.endtoend;

/** {@code POST /v1/leases/{token}/log} on its way: of an attempt that holds its item no more it may be refused. */
record LogAsked(Ledger ledger) implements Asked {
    @Override
    public void answered(Message answer) {
        ledger.count("log " + answer.status());
        if (answer.status() != 200 && answer.status() != 409 && answer.status() != 503) {
            ledger.fault("a log was answered " + answer.status() + ": " + answer.text());
        }
    }

    @Override
    public void lost() {
        ledger.count("log lost");
    }
}
