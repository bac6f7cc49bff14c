package dev.workmanager.http;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the bearer of a token may do; each may do what those before it may, too. */
public enum Role {
    /** What needs no token: whether the manager is well, and how to log in. */
    ANYBODY,
    /** Sees jobs, items, results, logs, workers and events. */
    READ,
    /** Takes items and ends them, and tells of workers. */
    WORK,
    /** Makes, changes and ends jobs, and orders workers. */
    ADMIN;

    /** Whether it may do what is open to another one. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** As it stands in a file of tokens and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that a token can have by this word; empty for none. */
    public static Optional<Role> parse(String word) {
        return Stream.of(READ, WORK, ADMIN)
                .filter(role -> role.word().equals(word))
                .findFirst();
    }
}
