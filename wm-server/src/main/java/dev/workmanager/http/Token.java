package dev.workmanager.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Something that opens a manager, of which only a digest is kept: nobody can show what is not there. Immutable. */
public final class Token {
    private final Role role;
    private final Optional<String> name;
    private final byte[] digest;

    private Token(Role role, Optional<String> name, byte[] digest) {
        this.role = role;
        this.name = name;
        this.digest = digest;
    }

    /**
     * A token.
     *
     * @param role what its bearer may do
     * @param secret what its bearer says
     * @param name who that is, for people
     */
    public static Token of(Role role, String secret, Optional<String> name) {
        return new Token(role, name, digest(secret));
    }

    Role role() {
        return role;
    }

    Optional<String> name() {
        return name;
    }

    /** Whether the same secret opens both. */
    boolean sameSecret(Token other) {
        return isDigest(other.digest);
    }

    /** Takes as long for every digest. */
    boolean isDigest(byte[] other) {
        return MessageDigest.isEqual(digest, other);
    }

    static byte[] digest(String secret) {
        return Sha256.digest().digest(secret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return role.word() + name.map(text -> " " + text).orElse("");
    }
}
