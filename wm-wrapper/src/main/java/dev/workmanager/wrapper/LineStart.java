package dev.workmanager.wrapper;

import dev.workmanager.process.CannotStartException;
import dev.workmanager.process.ChildProcess;
import dev.workmanager.process.Scratch;
import java.nio.file.Path;

/** Starts the command to get items as lines, each time with a folder of its own. For the slot's thread. */
final class LineStart {
    private final WrapperOptions options;
    private final Surroundings surroundings;
    private final Scratch scratch;
    private final Messages messages;
    private final ItemStart start;
    private final Room room;
    private final int slot;
    private int starts;

    LineStart(WrapperOptions options, Surroundings surroundings, ItemStart start, Messages messages, int slot) {
        this.options = options;
        this.surroundings = surroundings;
        this.scratch = start.scratch();
        this.messages = messages;
        this.start = start;
        this.room = new Room(scratch, Integer.toString(slot));
        this.slot = slot;
    }

    /**
     * Starts it.
     *
     * @param worker who takes its items
     * @throws CannotStartException if it was not started
     */
    LineChild start(String worker) {
        Holder holder = new Holder(worker, slot);
        LineStderr stderr = new LineStderr(surroundings.stderr());
        Path tmpDir = scratch.folder().resolve(slot + "-" + ++starts);
        scratch.makeFolder(tmpDir);
        try {
            ChildProcess process = start.startForLines(holder, tmpDir, stderr);
            messages.detail(() -> "the command is started, process " + process.pid());
            Wire wire = new Wire(options.handing().pass(), holder, options.limits(), room, stderr);
            return LineChild.of(process, wire, new Dialogue(wire, surroundings.nanos()), messages);
        } catch (CannotStartException e) {
            scratch.removeFolder(tmpDir);
            throw e;
        }
    }

    /** The child that was started last has ended: removes its folder. */
    void tidyUp() {
        scratch.removeFolder(scratch.folder().resolve(slot + "-" + starts));
    }
}
