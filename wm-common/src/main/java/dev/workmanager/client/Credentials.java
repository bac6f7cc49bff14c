package dev.workmanager.client;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What opens a manager, and who vouches for its certificate. The token's file is read again when the manager does not take the token any
 * more. Never shows a token. Thread-safe.
 */
public final class Credentials {
    /** No token, and the authorities that Java knows. */
    public static final Credentials NONE = new Credentials(null, null, null);

    private final @Nullable Path file;
    private final @Nullable Trust trust;
    private @Nullable String token;

    private Credentials(@Nullable Path file, @Nullable String token, @Nullable Trust trust) {
        this.file = file;
        this.token = token;
        this.trust = trust;
    }

    /** A token that somebody has already. */
    public static Credentials ofToken(String token) {
        return new Credentials(null, token, null);
    }

    /**
     * Those in files.
     *
     * @param tokenFile its first line is the token
     * @param caFile certificates in PEM of the authorities that vouch for the manager, and then no others do
     * @throws CredentialsException if a file cannot be used
     */
    public static Credentials of(Optional<Path> tokenFile, Optional<Path> caFile) {
        if (tokenFile.isEmpty() && caFile.isEmpty()) {
            return NONE;
        }
        return new Credentials(
                tokenFile.orElse(null),
                tokenFile.map(TokenText::read).orElse(null),
                caFile.map(Trust::read).orElse(null));
    }

    Optional<Trust> trust() {
        return Optional.ofNullable(trust);
    }

    synchronized Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /** A token other than the one that was refused; empty where there is none. */
    synchronized Optional<String> otherThan(String refused) {
        if (file != null && refused.equals(token)) {
            try {
                token = TokenText.read(file);
            } catch (CredentialsException unusable) {
                return Optional.empty(); // so the one that was refused is all that there is
            }
        }
        return token().filter(other -> !other.equals(refused));
    }

    @Override
    public String toString() {
        return "credentials";
    }
}
