package dev.workmanager.process;

import dev.workmanager.process.CLibrary.Memory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What {@code posix_spawn} is told, and tells, laid out in memory as C has it. For one start. */
final class SpawnBlock {
    private static final int PID = 0;
    private static final int PIPE = 8;
    private static final int ACTIONS = 16;
    /** glibc's {@code posix_spawn_file_actions_t} has 80 bytes. */
    private static final int ACTIONS_BYTES = 256;

    private static final int POINTERS = ACTIONS + ACTIONS_BYTES;
    private static final int POINTER = 8;

    private final Memory memory;
    private final long environment;
    private final long stdin;
    private final long stdout;

    private SpawnBlock(Memory memory, int arguments, int variables) {
        this.memory = memory;
        this.environment = memory.address() + POINTERS + POINTER * (arguments + 1L);
        this.stdin = memory.bytes().getLong(POINTERS + POINTER * (arguments + variables + 2));
        this.stdout = memory.bytes().getLong(POINTERS + POINTER * (arguments + variables + 3));
    }

    /**
     * Lays it out.
     *
     * @param memories gives memory of at least so many bytes
     * @throws IllegalArgumentException if there is a zero in it, which ends a text for C
     */
    static SpawnBlock of(
            List<String> command,
            Map<String, String> environment,
            Path stdin,
            Path stdout,
            IntFunction<Memory> memories) {
        List<byte[]> texts = new ArrayList<>();
        command.forEach(argument -> texts.add(text(argument)));
        environment.forEach((name, value) -> texts.add(text(name + "=" + value)));
        texts.add(text(stdin.toString()));
        texts.add(text(stdout.toString()));
        // Behind the arguments, and behind the variables, comes a null.
        int behind = POINTERS + POINTER * (texts.size() + 2);
        Memory memory = memories.apply(
                behind + texts.stream().mapToInt(text -> text.length).sum());
        ByteBuffer bytes = memory.bytes().clear().position(behind);
        int pointer = POINTERS;
        for (int i = 0; i < texts.size(); i++) {
            if (i == command.size() || i == command.size() + environment.size()) {
                bytes.putLong(pointer, 0);
                pointer += POINTER;
            }
            bytes.putLong(pointer, memory.address() + bytes.position());
            pointer += POINTER;
            bytes.put(texts.get(i));
        }
        return new SpawnBlock(memory, command.size(), environment.size());
    }

    private static byte[] text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a zero in " + text);
        }
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }

    /** Where the process id comes. */
    long pidAddress() {
        return memory.address() + PID;
    }

    int pid() {
        return memory.bytes().getInt(PID);
    }

    /** Where the two ends of a pipe come. */
    long pipeAddress() {
        return memory.address() + PIPE;
    }

    /** The end of the pipe to read from. */
    int readEnd() {
        return memory.bytes().getInt(PIPE);
    }

    /** The end of the pipe to write to. */
    int writeEnd() {
        return memory.bytes().getInt(PIPE + Integer.BYTES);
    }

    /** Room for what is to be done with files. */
    long actions() {
        return memory.address() + ACTIONS;
    }

    long program() {
        return memory.bytes().getLong(POINTERS);
    }

    long arguments() {
        return memory.address() + POINTERS;
    }

    long environment() {
        return environment;
    }

    long stdin() {
        return stdin;
    }

    long stdout() {
        return stdout;
    }
}
