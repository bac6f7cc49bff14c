package dev.workmanager.rules;

/** What a worker is told beside its items. The code is part of the data format: never renumber. */
public enum Order {
    /** Nothing. */
    NONE(0),
    /** Take nothing for now. */
    PAUSE(1),
    /** Take nothing more, finish what is held, and leave. */
    DRAIN(2);

    private final int code;

    Order(int code) {
        this.code = code;
    }

    /** The number that stands for this order in data files. */
    public int code() {
        return code;
    }

    /**
     * The order that a data file means.
     *
     * @throws IllegalArgumentException for a code of none
     */
    public static Order ofCode(int code) {
        for (Order order : values()) {
            if (order.code == code) {
                return order;
            }
        }
        throw new IllegalArgumentException("no order has the code " + code);
    }
}
