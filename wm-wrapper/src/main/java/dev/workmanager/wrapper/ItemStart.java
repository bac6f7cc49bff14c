package dev.workmanager.wrapper;

import dev.workmanager.process.ChildProcess;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Starts the command on one item after the other: with its arguments, its environment, and what it reads. Thread-safe. */
final class ItemStart {
    private final CommandTemplate template;
    private final Handing handing;
    private final LongSupplier nanos;

    ItemStart(WrapperOptions options, LongSupplier nanos) {
        this.template = new CommandTemplate(options.command(), options.handing().pass());
        this.handing = options.handing();
        this.nanos = nanos;
    }

    /** Whether all items are worked on by one and the same program. */
    boolean sameForAll() {
        return template.program().isPresent();
    }

    /**
     * Starts it.
     *
     * @param files of this attempt
     * @param stderr where its standard error goes
     * @throws dev.workmanager.process.CannotStartException if it was not started
     */
    ChildProcess start(HandedItem item, Holder holder, AttemptFiles files, OutputStream stderr) {
        byte[] input = ItemInput.of(handing.pass(), item, holder);
        return ChildProcess.start(
                new ChildProcess.Launch(
                        template.forItem(item, holder.slot()),
                        environment -> ItemEnvironment.apply(environment, item, holder, files, handing),
                        input == null ? Optional.empty() : Optional.of(files.stdin(input)),
                        files.stdout(),
                        stderr,
                        EndedAttempt.MAX_TAIL),
                nanos);
    }
}
