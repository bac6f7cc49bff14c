package dev.workmanager.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for a program as a start would, so that what is sure to fail is known before anything depends on it. */
public final class CommandLookup {
    /** As the system has it where {@code PATH} is not set. */
    private static final String DEFAULT_PATH = ":/bin:/usr/bin";

    private CommandLookup() {}

    /**
     * Why a program cannot be run.
     *
     * @param found whether it is there at all
     * @param why a sentence for people
     */
    public record Unusable(boolean found, String why) {}

    /**
     * Looks for a program: by its path if it has a slash, else along a search path. Of a script the interpreter is looked for, too.
     *
     * @param program as it stands first in the command
     * @param searchPath the value of {@code PATH}; null if it is not set
     * @return why it cannot be run; empty if nothing speaks against it
     */
    public static Optional<Unusable> problem(String program, @Nullable String searchPath) {
        if (program.isEmpty()) {
            return Optional.of(new Unusable(false, "the command is empty"));
        }
        try {
            return program.contains("/") ? problemAt(program, Path.of(program)) : search(program, searchPath);
        } catch (InvalidPathException e) {
            return Optional.of(new Unusable(false, program + ": " + e.getReason()));
        }
    }

    private static Optional<Unusable> search(String program, @Nullable String searchPath) {
        String path = searchPath == null ? DEFAULT_PATH : searchPath;
        Optional<Unusable> problem =
                Optional.of(new Unusable(false, program + ": not found along PATH (" + path + ")"));
        for (String folder : path.split(":", -1)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.exists(candidate)) {
                Optional<Unusable> here = problemAt(candidate.toString(), candidate);
                if (here.isEmpty() || here.get().found() && !Files.isDirectory(candidate)) {
                    problem = here;
                }
                if (here.isEmpty()) {
                    break;
                }
            }
        }
        return problem;
    }

    private static Optional<Unusable> problemAt(String name, Path file) {
        if (!Files.exists(file)) {
            return Optional.of(new Unusable(false, name + ": not found"));
        }
        if (Files.isDirectory(file)) {
            return Optional.of(new Unusable(true, name + ": is a folder"));
        }
        if (!Files.isExecutable(file)) {
            return Optional.of(new Unusable(true, name + ": is not executable (chmod +x?)"));
        }
        return interpreter(file).flatMap(interpreter -> interpreterProblem(name, interpreter));
    }

    private static Optional<Unusable> interpreterProblem(String name, String interpreter) {
        if (interpreter.endsWith("\r")) {
            String bare = interpreter.substring(0, interpreter.length() - 1);
            return Optional.of(new Unusable(
                    true,
                    name + ": its lines end as on Windows (CRLF), so its interpreter '" + bare + "' is not found"));
        }
        Path file = Path.of(interpreter);
        return Files.isExecutable(file) && !Files.isDirectory(file)
                ? Optional.empty()
                : Optional.of(new Unusable(true, name + ": its interpreter '" + interpreter + "' cannot be run"));
    }

    /** What a script's first line names after {@code #!}; empty for other files, and for those that we may not read. */
    private static Optional<String> interpreter(Path file) {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(256);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        String text = new String(head, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (!text.startsWith("#!") || end < 0) {
            return Optional.empty();
        }
        String line = text.substring(2, end).replaceFirst("^[ \t]+", "");
        int blank = 0;
        while (blank < line.length() && line.charAt(blank) != ' ' && line.charAt(blank) != '\t') {
            blank++;
        }
        return blank == 0 ? Optional.empty() : Optional.of(line.substring(0, blank));
    }
}
