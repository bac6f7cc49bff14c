package dev.workmanager.config;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that a configuration is read from.
 *
 * @param file where wm-config is
 * @param named whether somebody asked for this file. If not, it may be missing as long as a flag or variable
 *     names a source
 * @param folder the current folder, {@code Path.of("")} for the process's own: what {@code file}, and paths and
 *     patterns in flags and variables, are relative to. Those in the file are relative to the file's folder
 * @param flags the keys given as flags; of {@link ConfigKey#LIST} all values, joined by line feeds
 * @param environment all variables; an empty one counts as not set
 * @param leftOut folders that no pattern looks into: those of data and results
 * @param standardInput what {@code list-file: -} reads, when the job is made
 */
public record ConfigInput(
        Path file,
        boolean named,
        Path folder,
        Map<ConfigKey, String> flags,
        Map<String, String> environment,
        List<Path> leftOut,
        InputStream standardInput) {
    /** Keeps copies. */
    public ConfigInput {
        flags = Map.copyOf(flags);
        environment = Map.copyOf(environment);
        leftOut = List.copyOf(leftOut);
    }
}
