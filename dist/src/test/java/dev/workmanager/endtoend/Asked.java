package dev.workmanager.endtoend;

/** A request that is on its way. Exactly one of the two is called, once. */
interface Asked {
    /** The manager's answer came. */
    void answered(Message answer);

    /** No answer came: nobody knows whether it was done. */
    void lost();

    /** A request of which only the answer's status is of interest. */
    record Plain(Ledger ledger, String what) implements Asked {
        @Override
        public void answered(Message answer) {
            ledger.count(what + " " + answer.status());
            if (answer.status() / 100 != 2) {
                ledger.fault(what + " was answered " + answer.status() + ": " + answer.text());
            }
        }

        @Override
        public void lost() {
            ledger.count(what + " lost");
        }
    }
}
