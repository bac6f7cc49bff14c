package dev.workmanager.endtoend;

import java.util.Optional;

/**
 * A result of an item that somebody brought, once or, as a native completion, several times.
 *
 * @param item which item
 * @param content what was brought
 * @param token by which attempt; nothing for the seed's routes, which know none
 * @param start when it was first sent; it cannot have happened before
 * @param end when it was answered, or last lost; it cannot have happened later
 * @param acknowledged whether it was answered 2xx, and not refused in the answer
 */
record Write(long item, Content content, Optional<String> token, long start, long end, boolean acknowledged) {
    Write lost(long at) {
        return acknowledged ? this : new Write(item, content, token, start, at, false);
    }

    Write acknowledged(long at) {
        return acknowledged ? this : new Write(item, content, token, start, at, true);
    }

    /** Whether it is certain that this one happened, and after the other one. */
    boolean replaces(Write other) {
        return acknowledged && start > other.end;
    }
}
