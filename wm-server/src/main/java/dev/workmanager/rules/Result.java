package dev.workmanager.rules;

import dev.workmanager.model.Hash;

/** What a completion brings. */
public sealed interface Result {
    /** Its size in bytes. */
    long size();

    /** Nothing: no file is made. */
    record Empty() implements Result {
        @Override
        public long size() {
            return 0;
        }
    }

    /**
     * Bytes in memory, which ride in the journal.
     *
     * @param bytes the result; not to be changed by anybody any more
     * @param hash their SHA-256
     */
    record Inline(byte[] bytes, Hash hash) implements Result {
        @Override
        public long size() {
            return bytes.length;
        }
    }

    /**
     * A file that lies safely among the parts already.
     *
     * @param name its name there
     */
    record Part(String name, long size, Hash hash) implements Result {}

    /** A file that should have been put, but is not there, or is another one. */
    record Missing(long size, Hash hash) implements Result {}

    /** The empty result. */
    Result EMPTY = new Empty();
}
