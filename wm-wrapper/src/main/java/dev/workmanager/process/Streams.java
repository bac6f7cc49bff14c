package dev.workmanager.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a child reads, and where what it writes to its standard output goes.
 *
 * @param stdin what it reads; nothing, {@code /dev/null}, where this is empty and the output is spooled
 * @param stdout takes its output, not used before; empty for pipes at both ends
 */
public record Streams(Optional<Spool> stdin, Optional<Spool> stdout) {
    /** Both ends are pipes: see {@link ChildProcess#stdin} and {@link ChildProcess#stdout}. */
    public static final Streams PIPES = new Streams(Optional.empty(), Optional.empty());

    private static final Path DEV_NULL = Path.of("/dev/null");

    /** Its output is spooled; it reads a spool or nothing. */
    public static Streams spooled(Optional<Spool> stdin, Spool stdout) {
        return new Streams(stdin, Optional.of(stdout));
    }

    /** What it reads where its output is spooled. */
    Path inputFile() {
        return stdin.map(Spool::file).orElse(DEV_NULL);
    }

    /** Where its output is spooled. */
    Optional<Path> outputFile() {
        return stdout.map(Spool::file);
    }

    ProcessBuilder.Redirect input() {
        return stdout.isEmpty()
                ? ProcessBuilder.Redirect.PIPE
                : ProcessBuilder.Redirect.from(inputFile().toFile());
    }

    ProcessBuilder.Redirect output() {
        // Appending: "> /dev/stdout" in a script then at least leaves no hole.
        return outputFile()
                .map(file -> ProcessBuilder.Redirect.appendTo(file.toFile()))
                .orElse(ProcessBuilder.Redirect.PIPE);
    }

    /** The child has them: their names are not needed any more. */
    void unlink() throws IOException {
        for (Spool spool : Stream.concat(stdout.stream(), stdin.stream()).toList()) {
            spool.unlink();
        }
    }
}
