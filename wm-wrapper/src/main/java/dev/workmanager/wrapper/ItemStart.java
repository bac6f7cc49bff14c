package dev.workmanager.wrapper;

import dev.workmanager.process.ChildProcess;
import dev.workmanager.process.Family;
import dev.workmanager.process.Scratch;
import dev.workmanager.process.Streams;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Starts the command on one item after the other: with its arguments, its environment, and what it reads. Thread-safe. */
final class ItemStart {
    private final CommandTemplate template;
    private final Handing handing;
    private final Scratch scratch;
    private final Family family;
    private final LongSupplier nanos;

    /**
     * @param scratch where attempts have what they have on disk
     * @param family that the children belong to
     */
    ItemStart(WrapperOptions options, Scratch scratch, Family family, LongSupplier nanos) {
        this.template = new CommandTemplate(options.command(), options.handing().pass());
        this.handing = options.handing();
        this.scratch = scratch;
        this.family = family;
        this.nanos = nanos;
    }

    /** Whether all items are worked on by one and the same program. */
    boolean sameForAll() {
        return template.program().isPresent();
    }

    /** Where attempts have what they have on disk. */
    Scratch scratch() {
        return scratch;
    }

    /**
     * Makes what an attempt has on disk.
     *
     * @param name what nothing else there begins with
     * @throws dev.workmanager.process.CannotStartException if it cannot be made
     */
    AttemptFiles newFiles(String name) {
        return new AttemptFiles(scratch, name);
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
                        Streams.spooled(
                                input == null ? Optional.empty() : Optional.of(files.stdin(input)), files.stdout()),
                        stderr,
                        EndedAttempt.MAX_TAIL),
                family,
                nanos);
    }

    /**
     * Starts it for lines: an item each, which come through a pipe.
     *
     * @param tmpDir a folder of its own
     * @param stderr where its standard error goes
     * @throws dev.workmanager.process.CannotStartException if it was not started
     */
    ChildProcess startForLines(Holder holder, Path tmpDir, OutputStream stderr) {
        return ChildProcess.start(
                new ChildProcess.Launch(
                        template.command(),
                        environment -> ItemEnvironment.applyForLines(environment, holder, tmpDir),
                        Streams.PIPES,
                        stderr,
                        EndedAttempt.MAX_TAIL),
                family,
                nanos);
    }
}
