package dev.workmanager.client;

import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.RenewAnswer;
import dev.workmanager.protocol.RenewRequest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * This process as a worker of one manager: who it is, what it holds, and how long it bears the manager's absence. Its slots take
 * and end items, each on a thread of its own; what they hold is renewed in the background.
 *
 * <p>Every request is repeated until it is answered, so a manager that is not up yet, restarts, or loses answers costs time and
 * nothing else: an exchange is repeated with its number and so is neither applied twice nor takes twice. A manager that does not
 * know this worker (its data folder was emptied or put back) is met as by a new worker. Where the manager orders it to leave,
 * it takes nothing more, and its slots are told {@link Turn.Next#STOPPED}. Thread-safe; none of its threads keeps
 * the program alive.
 */
public final class WorkSession implements AutoCloseable {
    private final WorkSettings settings;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Consumer<String> say;
    private final ManagerClient client;
    private final Gate gate;
    private final Outage outage;
    private final Orders orders;
    private final Leases leases;
    private final LogShipping logs;
    private WorkerId worker;

    private WorkSession(WorkSettings settings, LongSupplier nanos, RandomGenerator random, Consumer<String> say) {
        this.settings = settings;
        this.nanos = nanos;
        this.random = random;
        this.say = say;
        this.client = new ManagerClient(settings, random);
        this.gate = new Gate(nanos);
        this.outage = new Outage(settings.manager(), settings.retry().giveUpAfter(), nanos, say);
        this.orders = new Orders(gate, say);
        this.leases = new Leases(
                (tokens, progress, limit) -> client.renew(new RenewRequest(worker().text(), tokens, progress), limit),
                settings.retry(),
                gate,
                orders,
                outage,
                nanos,
                random);
        this.logs = new LogShipping(client::appendLog, settings, gate, nanos, random);
        this.worker = drawId();
    }

    /**
     * Begins a session; nothing is sent yet.
     *
     * @param settings how to speak with the manager
     * @param nanos a clock that only runs forward, as {@link System#nanoTime}
     * @param random draws the worker's id and shortens waits; good enough that no two workers draw the same id
     * @param say takes lines for people, on any thread: the manager is away, is back, has forgotten this worker
     */
    public static WorkSession open(
            WorkSettings settings, LongSupplier nanos, RandomGenerator random, Consumer<String> say) {
        return new WorkSession(settings, nanos, random, say);
    }

    /**
     * A slot, for one thread, once each.
     *
     * @param index from 0
     * @param onLost told of an attempt that was held, and how it stands, once the manager does not want its completion any more; on
     *     another thread, so it may come late, when the slot holds another one already; must not block
     */
    public WorkSlot slot(int index, Consumer<RenewAnswer.Lease> onLost) {
        return slot(index, onLost, token -> true);
    }

    /**
     * The same, for who can tell whether what works on an attempt still does something.
     *
     * @param showsLife told the token of an attempt that is held and worked on, before each renewal, on another thread: whether it is
     *     to be renewed; must not block
     */
    public WorkSlot slot(int index, Consumer<RenewAnswer.Lease> onLost, Predicate<String> showsLife) {
        return new WorkSlot(this, index, onLost, showsLife);
    }

    /** Who is told, on some thread, once the manager has ordered this worker to leave; must not block. Before the first slot works. */
    public void onDrain(Runnable listener) {
        orders.onDrain(listener);
    }

    /** Takes nothing more: slots that wait for an item come back, what is held can be ended. */
    public void takeNoMore() {
        gate.takeNoMore();
    }

    /** Takes nothing more, and each request is tried for no longer than this any more. The first call counts. */
    public void hurry(Duration within) {
        gate.hurry(within);
    }

    /** Ends the session; slots must have come to their end. What is still held stays the manager's to take back. */
    @Override
    public void close() {
        leases.close();
        logs.close();
        client.close();
    }

    void finish() {
        gate.finish();
        leases.renewNow();
    }

    Persistence persistence(int slot) {
        return new Persistence(slot, settings, gate, outage, nanos, random);
    }

    WorkSettings settings() {
        return settings;
    }

    ManagerClient client() {
        return client;
    }

    Gate gate() {
        return gate;
    }

    Orders orders() {
        return orders;
    }

    Leases leases() {
        return leases;
    }

    LogShipping logs() {
        return logs;
    }

    synchronized WorkerId worker() {
        return worker;
    }

    /** The worker that this process is, once the manager does not know the one that it was. */
    synchronized WorkerId insteadOf(WorkerId unknown) {
        if (worker.equals(unknown)) {
            worker = drawId();
            say.accept("the manager does not know this worker any more (was its data folder emptied or put back?);"
                    + " going on as a new one, " + worker);
        }
        return worker;
    }

    private WorkerId drawId() {
        return new WorkerId(HexFormat.of().toHexDigits(random.nextLong()));
    }
}
