package dev.workmanager.client;

import dev.workmanager.protocol.Order;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the manager orders this worker to do, beside its items: heard in the answers to exchanges and renewals. Drained, the
 * session takes nothing more. A pause is the manager's own to keep, who hands out nothing: it is only told to people.
 * Thread-safe.
 */
final class Orders {
    private final Gate gate;
    private final Consumer<String> say;
    private Runnable onDrain = () -> {};
    private boolean drained;
    private boolean paused;

    Orders(Gate gate, Consumer<String> say) {
        this.gate = gate;
        this.say = say;
    }

    /** Who is to know, beside the gate, when the worker is to leave. */
    synchronized void onDrain(Runnable listener) {
        onDrain = listener;
    }

    /** Takes the order of an answer; null or an unknown word is none. */
    synchronized void hear(@Nullable String order) {
        boolean pause = Order.PAUSE.equals(order);
        if (Order.DRAIN.equals(order) && !drained) {
            drained = true;
            say.accept("the manager wants this worker to leave: taking nothing more");
            gate.takeNoMore();
            onDrain.run();
        }
        if (pause != paused && !drained) {
            say.accept(pause ? "the manager has paused this worker: it gets nothing for now" : "the pause is over");
        }
        paused = pause;
    }
}
