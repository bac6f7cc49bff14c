package dev.workmanager.config;

import dev.workmanager.model.Source;
import dev.workmanager.store.ItemList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The paths of files that match a pattern.
 *
 * @param base what they are relative to
 * @param leftOut folders that are not looked into
 */
record GlobFiles(Setting setting, Glob glob, Path base, List<Path> leftOut) implements ItemSource {
    static GlobFiles parse(Setting setting, Path base, List<Path> leftOut) {
        return new GlobFiles(setting, Glob.parse(setting.value()), base, leftOut);
    }

    @Override
    public Place place() {
        return setting.place();
    }

    @Override
    public String words() {
        return setting.words();
    }

    @Override
    public Source freeze(NewItemList target) throws IOException {
        Problems problems = new Problems();
        List<byte[]> paths = find(problems);
        problems.throwIfAny();
        if (paths.isEmpty()) {
            throw new ConfigException(setting.problem("no file matches " + setting.quoted() + " in "
                    + base.toAbsolutePath().normalize() + "; the folders of data and results are not looked into"));
        }
        try (ItemList list = target.open()) {
            for (byte[] path : paths) {
                list.add(path, 0, path.length);
            }
        }
        return new Source(Source.Kind.GLOB, 1, paths.size(), words());
    }

    private List<byte[]> find(Problems problems) {
        return GlobWalk.find(glob, setting, base, leftOut, problems);
    }

    @Override
    public Optional<String> notice(Source stored, LongFunction<String> data) {
        Problems problems = new Problems();
        List<byte[]> now = find(problems);
        String name = Quoted.plain(words());
        String kept = "; the job keeps the " + stored.count() + " items that it was made with";
        if (!problems.none()) {
            return Optional.of(name + " cannot be compared with the job: " + problems.first() + kept);
        }
        long same = same(stored.count(), data, now);
        if (same == now.size() && same == stored.count()) {
            return Optional.empty();
        }
        return Optional.of(name + ": " + (now.size() - same) + " files match now that are not in the job, and "
                + (stored.count() - same) + " of its files match no more" + kept);
    }

    /** How many paths two sorted lists share. */
    private static long same(long count, LongFunction<String> data, List<byte[]> now) {
        long same = 0;
        int at = 0;
        for (long index = 0; index < count && at < now.size(); index++) {
            byte[] path = data.apply(index).getBytes(StandardCharsets.UTF_8);
            while (at < now.size() && Arrays.compareUnsigned(now.get(at), path) < 0) {
                at++;
            }
            if (at < now.size() && Arrays.equals(now.get(at), path)) {
                same++;
                at++;
            }
        }
        return same;
    }
}
