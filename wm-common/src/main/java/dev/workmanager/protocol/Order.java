package dev.workmanager.protocol;

/** What a manager may order a worker to do, beside its items. A word that a worker does not know is no order to it. */
public final class Order {
    /** Take nothing more, finish what is held, and leave. */
    public static final String DRAIN = "drain";

    /** Take nothing for now. */
    public static final String PAUSE = "pause";

    private Order() {}
}
