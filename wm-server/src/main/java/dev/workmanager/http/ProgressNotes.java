package dev.workmanager.http;

import dev.workmanager.model.Item;
import dev.workmanager.model.JobId;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.protocol.RenewRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far attempts say they are, for people. In memory, for {@value #MOST} attempts at most: those that have spoken last. After a
 * start it is empty until they speak again, and nothing depends on it. Thread-safe.
 */
final class ProgressNotes {
    static final int MOST = 10_000;

    private record Key(JobId job, long id, int attempt) {}

    private final Map<Key, String> notes = new LinkedHashMap<>();

    /** An attempt that holds its item has spoken. */
    synchronized void note(LeaseToken token, String text) {
        Key key = new Key(token.job(), token.item(), token.attempt());
        notes.remove(key);
        notes.put(key, tidy(text));
        if (notes.size() > MOST) {
            notes.remove(notes.keySet().iterator().next());
        }
    }

    /** What an attempt has said last. */
    synchronized Optional<String> of(JobId job, long id, int attempt) {
        return Optional.ofNullable(notes.get(new Key(job, id, attempt)));
    }

    /** What the newest attempt of an item that is under way and has spoken has said last. */
    Optional<String> of(JobId job, long id, Item item) {
        return item.attempts().stream()
                .filter(attempt -> attempt.open())
                .map(attempt -> of(job, id, attempt.number()))
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later);
    }

    /** Whoever shows it need not fear it. */
    private static String tidy(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        int end =
                line.offsetByCodePoints(0, Math.min(RenewRequest.MAX_PROGRESS, line.codePointCount(0, line.length())));
        return line.substring(0, end);
    }
}
