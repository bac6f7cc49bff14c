package dev.workmanager.config;

import dev.workmanager.model.Hash;
import dev.workmanager.model.Source;
import dev.workmanager.store.ItemList;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The lines of a configuration from a line on. They are read twice, once to check and to count them, and once to
 * freeze them, and never held in memory.
 *
 * @param header the line before the first item
 */
record ListedLines(Place place, Input input, long header, String words) implements ItemSource {
    /** Takes an item. */
    private interface Sink {
        void add(byte[] utf8, int offset, int length) throws IOException;
    }

    /** Reads a list to its end. Its lines begin behind the one that was gone to last. */
    static ListedLines scan(Place place, Lines lines) {
        try {
            return new ListedLines(place, lines.input(), lines.number(), pour(lines, (utf8, offset, length) -> {}));
        } catch (IOException e) {
            throw new IllegalStateException("nothing was written", e);
        }
    }

    @Override
    public Source freeze(NewItemList target) throws IOException {
        Problems problems = new Problems();
        try (Lines lines = Lines.open(input, problems);
                ItemList list = target.open()) {
            skip(lines);
            String now = pour(lines, list::add);
            problems.throwIfAny();
            if (!now.equals(words)) {
                throw new ConfigException(place.problem("the list changed while it was read; start again"));
            }
            return new Source(Source.Kind.LIST, 1, list.count(), words);
        }
    }

    /** What stands before the list was looked at the first time. */
    private void skip(Lines lines) {
        boolean more = true;
        while (more && lines.number() < header) {
            more = lines.next();
        }
    }

    /** Hands on the items that remain, and says how the list will be known. */
    private static String pour(Lines lines, Sink sink) throws IOException {
        MessageDigest digest = sha256();
        long count = 0;
        while (lines.next()) {
            lines.cut();
            if (lines.length() > 0) {
                sink.add(lines.buffer(), lines.offset(), lines.length());
                digest.update(lines.buffer(), lines.offset(), lines.length());
                digest.update((byte) '\n');
                count++;
            }
        }
        String hash = Hash.of(digest.digest()).toString().substring(0, 16);
        return "list: " + count + (count == 1 ? " line" : " lines") + ", sha256 " + hash;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean isEmpty() {
        return words.startsWith("list: 0 ");
    }

    @Override
    public Optional<String> notice(Source stored, LongFunction<String> data) {
        return Optional.empty();
    }
}
