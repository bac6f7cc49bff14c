package dev.workmanager.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may use a manager.
 *
 * @param tokens the file of the tokens, read again when it changes; without one anybody who reaches the port may do everything
 */
public record Protection(Optional<Path> tokens) {
    /** Anybody who reaches the port. */
    public static final Protection NONE = new Protection(Optional.empty());

    /** Only who has one of the tokens in a file: a line {@code role token [name]} for each, with the roles read, work and admin. */
    public static Protection byTokens(Path file) {
        return new Protection(Optional.of(file));
    }
}
