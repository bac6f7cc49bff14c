package dev.workmanager.process;

import dev.workmanager.process.CLibrary.Function;
import dev.workmanager.process.CLibrary.Memory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Starts programs by the C library's {@code posix_spawn}, at half the cost of the JDK, which starts a helper that starts the program. The
 * program is found along our {@code PATH} and begins with three open files, no blocked signal, and what we ignore ignored, as by the
 * JDK. What cannot be started so, for whatever reason, is left to the JDK, which can say why. Thread-safe.
 */
final class Spawner {
    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;
    private static final int O_APPEND = 0x400;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int SETSIGMASK = 8;
    /** The same number on all processors. */
    private static final int SYS_PIDFD_OPEN = 434;
    /** glibc's {@code posix_spawnattr_t} has 336 bytes. */
    private static final int ATTRIBUTES_BYTES = 512;

    private static final int SMALL = 16 << 10;
    private static final Optional<Spawner> HERE = find();

    private final CLibrary c;
    private final Function spawn;
    private final Function initActions;
    private final Function destroyActions;
    private final Function addOpen;
    private final Function addDup2;
    private final Function addCloseFrom;
    private final Function pipe2;
    private final Function syscall;
    private final SpawnedProcess.Calls waiting;
    private final Memory attributes;
    private final ThreadLocal<Memory> memory;

    private Spawner(CLibrary c) {
        this.c = c;
        this.spawn = c.function("posix_spawnp");
        this.initActions = c.function("posix_spawn_file_actions_init");
        this.destroyActions = c.function("posix_spawn_file_actions_destroy");
        this.addOpen = c.function("posix_spawn_file_actions_addopen");
        this.addDup2 = c.function("posix_spawn_file_actions_adddup2");
        this.addCloseFrom = c.function("posix_spawn_file_actions_addclosefrom_np");
        this.pipe2 = c.function("pipe2");
        this.syscall = c.function("syscall");
        this.waiting = new SpawnedProcess.Calls(c);
        this.attributes = c.allocate(ATTRIBUTES_BYTES);
        c.function("posix_spawnattr_init").call(attributes.address(), 0, 0);
        // The mask itself is empty to begin with.
        c.function("posix_spawnattr_setflags").call(attributes.address(), SETSIGMASK, 0);
        this.memory = ThreadLocal.withInitial(() -> c.allocate(SMALL));
    }

    /** That of this system; nothing where programs are started by the JDK alone. */
    static Optional<Spawner> here() {
        return HERE;
    }

    private static Optional<Spawner> find() {
        // Else what this process was given as bytes cannot be handed on as it is.
        boolean textIsUtf8 = System.getProperty("sun.jnu.encoding", "").equals("UTF-8")
                && System.getenv().entrySet().stream().noneMatch(each -> isMangled(each.getKey() + each.getValue()));
        try {
            return textIsUtf8 ? CLibrary.open().map(Spawner::new) : Optional.empty();
        } catch (CLibrary.NoFunctionException e) {
            return Optional.empty();
        }
    }

    private static boolean isMangled(String text) {
        return text.indexOf('\uFFFD') >= 0;
    }

    /**
     * Starts a program.
     *
     * @param command the program and its arguments
     * @param environment all of it
     * @param stdin a file that it reads
     * @param stdout a file that it writes to, behind what is there
     * @return nothing if it was not started, and that is for the JDK to try
     */
    Optional<SpawnedProcess> start(
            List<String> command, Map<String, String> environment, Path stdin, Path stdout, LongSupplier nanos) {
        try {
            return start(SpawnBlock.of(command, environment, stdin, stdout, this::memoryOf), nanos);
        } catch (IllegalArgumentException zeroInIt) {
            return Optional.empty();
        }
    }

    private Memory memoryOf(int bytes) {
        Memory known = memory.get();
        if (known.bytes().capacity() >= bytes) {
            return known;
        }
        Memory more = c.allocate(bytes);
        memory.set(more);
        return more;
    }

    private Optional<SpawnedProcess> start(SpawnBlock block, LongSupplier nanos) {
        if (pipe2.call(block.pipeAddress(), O_CLOEXEC, 0) != 0) {
            return Optional.empty();
        }
        int read = block.readEnd();
        int write = block.writeEnd();
        boolean started = spawn(block, write);
        waiting.close(write);
        if (!started) {
            waiting.close(read);
            return Optional.empty();
        }
        int pid = block.pid();
        return Optional.of(new SpawnedProcess(waiting, pid, syscall.call(SYS_PIDFD_OPEN, pid, 0), read, nanos));
    }

    private boolean spawn(SpawnBlock block, int stderr) {
        long actions = block.actions();
        initActions.call(actions, 0, 0);
        try {
            return addDup2.call(actions, stderr, 2) == 0
                    && addOpen.call(actions, 0, block.stdin(), O_RDONLY, 0, 0) == 0
                    && addOpen.call(actions, 1, block.stdout(), O_WRONLY | O_APPEND, 0, 0) == 0
                    && addCloseFrom.call(actions, 3, 0) == 0
                    && spawn.call(
                                    block.pidAddress(),
                                    block.program(),
                                    actions,
                                    attributes.address(),
                                    block.arguments(),
                                    block.environment())
                            == 0;
        } finally {
            destroyActions.call(actions, 0, 0);
        }
    }
}
