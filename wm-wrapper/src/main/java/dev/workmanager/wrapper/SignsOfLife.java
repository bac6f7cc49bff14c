package dev.workmanager.wrapper;

import dev.workmanager.process.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a child still does something: takes processor time, it or any process of its tree, starts or ends one, writes something, or
 * touches {@code $WM_PROGRESS}. Time in which nobody looked, as while all of us were stopped, is not held against it. {@link
 * #shown} is for any thread.
 */
final class SignsOfLife implements Watch.Look {
    private static final long SHORTEST_PERIOD = Duration.ofMillis(50).toNanos();
    private static final long LONGEST_PERIOD = Duration.ofSeconds(2).toNanos();

    private final long longest;
    private final long period;
    private final AttemptFiles files;
    private final Supplier<@Nullable Vitals> vitals;
    private final Runnable onStall;
    private final LongSupplier nanos;
    private @Nullable Signs before;
    private volatile long looked;
    private volatile long quiet;

    /** Of files, when they were touched last and how large they are; empty where there is none. */
    private record Signs(@Nullable Vitals vitals, long stdout, String result, String progress) {}

    /**
     * @param longest how long it may show none
     * @param vitals tells those of the child
     * @param onStall told at each look from then on
     */
    SignsOfLife(
            Duration longest,
            AttemptFiles files,
            Supplier<@Nullable Vitals> vitals,
            Runnable onStall,
            LongSupplier nanos) {
        this.longest = longest.toNanos();
        this.period = Math.max(SHORTEST_PERIOD, Math.min(LONGEST_PERIOD, this.longest / 8));
        this.files = files;
        this.vitals = vitals;
        this.onStall = onStall;
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
    }

    @Override
    public void look(boolean last) throws IOException {
        long now = nanos.getAsLong();
        long passed = now - looked;
        if (last || passed < period) {
            return;
        }
        Signs signs =
                new Signs(vitals.get(), files.stdout().size(), stamp(files.resultFile()), stamp(files.progressFile()));
        long silent = signs.equals(before) ? quiet + Math.min(passed, 2 * period) : 0;
        quiet = silent;
        looked = now;
        before = signs;
        if (silent >= longest) {
            onStall.run();
        }
    }

    /** Whether it has shown some within the time that it has. */
    boolean shown() {
        return quiet < longest && nanos.getAsLong() - looked < Math.max(longest, 2 * LONGEST_PERIOD);
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.lastModifiedTime() + " " + found.size();
        } catch (IOException noneThere) {
            return "";
        }
    }
}
