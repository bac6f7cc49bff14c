package dev.workmanager.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The tokens that open a manager; without any, it is open to everybody. Immutable; never shows a secret. */
public final class Tokens {
    /** Everybody may do everything. */
    public static final Tokens NONE = new Tokens(List.of());

    private final List<Token> tokens;

    /** Any of these opens what its role may do. */
    public Tokens(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** These, and one more. */
    public Tokens and(Token more) {
        return new Tokens(Stream.concat(tokens.stream(), Stream.of(more)).toList());
    }

    /** Whether nobody needs one. */
    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** The token of a secret. How long that takes tells nothing of the tokens. */
    Optional<Token> find(String secret) {
        byte[] brought = Token.digest(secret);
        return each(token -> token.isDigest(brought));
    }

    /** What a token is by now; empty when it opens nothing any more. */
    Optional<Token> now(Token earlier) {
        return each(token -> token.sameSecret(earlier));
    }

    /** Looks at all, whether one was found or not. */
    private Optional<Token> each(Predicate<Token> is) {
        Optional<Token> found = Optional.empty();
        for (Token token : tokens) {
            found = is.test(token) ? Optional.of(token) : found;
        }
        return found;
    }

    @Override
    public String toString() {
        return tokens.size() + " tokens";
    }
}
