package dev.workmanager.store.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The names on a {@link SimDisk}: as they are seen, as they are kept since the last sync of their folders, and the changes in
 * between. A power loss keeps any subset of these; only a rename never loses both names.
 */
final class SimNames {
    /** What stands for a folder, where a file has its number. */
    static final int FOLDER = 0;

    private static final int NOTHING = -1;

    /**
     * A name is bound to something, or to nothing.
     *
     * @param needs the number of the change without which this one is not kept: the other half of a rename; 0 for none
     */
    private record Change(long number, Path path, int bound, long needs) {}

    private final Map<Path, Integer> seen;
    private final Map<Path, Integer> kept;
    private final List<Change> changes;
    private long lastNumber;

    SimNames() {
        this(new HashMap<>(), new HashMap<>(), new ArrayList<>(), 0);
    }

    private SimNames(Map<Path, Integer> seen, Map<Path, Integer> kept, List<Change> changes, long lastNumber) {
        this.seen = seen;
        this.kept = kept;
        this.changes = changes;
        this.lastNumber = lastNumber;
    }

    SimNames copy() {
        return new SimNames(new HashMap<>(seen), new HashMap<>(kept), new ArrayList<>(changes), lastNumber);
    }

    /** What a name is bound to: {@link #FOLDER}, or the number of a file; null for none. */
    @Nullable Integer get(Path path) {
        return path.getParent() == null ? Integer.valueOf(FOLDER) : seen.get(path);
    }

    /** The folder that a name stands in. */
    static Path folder(Path path) {
        return Objects.requireNonNull(path.getParent(), "the root has no name");
    }

    List<String> list(Path folder) {
        return seen.keySet().stream()
                .filter(path -> folder.equals(path.getParent()))
                .map(Path::getFileName)
                .map(String::valueOf)
                .toList();
    }

    /** All names of files. */
    List<Path> allFiles() {
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue() != FOLDER)
                .map(Map.Entry::getKey)
                .toList();
    }

    void bind(Path path, int bound) {
        change(path, bound, 0);
    }

    void remove(Path path) {
        change(path, NOTHING, 0);
    }

    void rename(Path from, Path to, int file) {
        long added = change(to, file, 0);
        change(from, NOTHING, added);
    }

    private long change(Path path, int bound, long needs) {
        Change change = new Change(++lastNumber, path, bound, needs);
        changes.add(change);
        apply(change, seen);
        return change.number();
    }

    /** Makes the names in a folder durable. */
    void sync(Path folder) {
        keep(change -> folder.equals(change.path().getParent()));
    }

    /** Makes the names in a folder and all below it durable. */
    void syncAll(Path folder) {
        keep(change -> change.path().startsWith(folder));
    }

    private void keep(Predicate<Change> wanted) {
        Set<Long> numbers = new HashSet<>();
        for (Change change : changes) {
            if (wanted.test(change)) {
                numbers.add(change.number());
                numbers.add(change.needs());
            }
        }
        Map<Path, Long> latest = new HashMap<>();
        for (Change change : changes) {
            if (numbers.contains(change.number())) {
                apply(change, kept);
                latest.put(change.path(), change.number());
            }
        }
        // What came before in the same place is past, whether its own folder was synced or not.
        changes.removeIf(change -> change.number() <= latest.getOrDefault(change.path(), 0L));
    }

    /** The names that are back after a power loss. */
    SimNames crashed(BooleanSupplier keep) {
        Map<Path, Integer> names = new HashMap<>(kept);
        Set<Long> lost = new HashSet<>();
        for (Change change : changes) {
            if (!lost.contains(change.needs()) && keep.getAsBoolean()) {
                apply(change, names);
            } else {
                lost.add(change.number());
            }
        }
        removeOrphans(names);
        return new SimNames(names, new HashMap<>(names), new ArrayList<>(), lastNumber);
    }

    private static void removeOrphans(Map<Path, Integer> names) {
        boolean more = true;
        while (more) {
            more = names.keySet().removeIf(path -> {
                Path parent = path.getParent();
                return parent != null && parent.getParent() != null && !names.containsKey(parent);
            });
        }
    }

    private static void apply(Change change, Map<Path, Integer> names) {
        if (change.bound() == NOTHING) {
            names.remove(change.path());
        } else {
            names.put(change.path(), change.bound());
        }
    }

    /** The numbers of all files that have a name, or may have one again. */
    Set<Integer> files() {
        Set<Integer> files = new HashSet<>(seen.values());
        files.addAll(kept.values());
        changes.forEach(change -> files.add(change.bound()));
        files.remove(FOLDER);
        files.remove(NOTHING);
        return files;
    }
}
