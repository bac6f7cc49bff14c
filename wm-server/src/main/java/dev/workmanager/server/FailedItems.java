package dev.workmanager.server;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items that have failed: all of them in a file of the data folder, the first ones for people. The file has a line for each, its
 * columns parted by tabs: the item's number, its data, how its last attempt ended, how many attempts it had, and the last line of its
 * standard error. A tab in there is written {@code \t}, a line end {@code \n} or {@code \r}, a backslash {@code \\}.
 */
final class FailedItems {
    /** So many are shown. */
    static final int SHOWN = 20;

    private static final String FILE = "failed.tsv";
    private static final int LONGEST_SHOWN = 100;

    private final Manager manager;
    private final Job job;
    private final Path file;

    FailedItems(Manager manager, Job job, Path data) {
        this.manager = manager;
        this.job = job;
        this.file = data.resolve(FILE);
    }

    Path file() {
        return file;
    }

    /** No item has failed: there is no such file either. */
    void none() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Writes the file.
     *
     * @return a line for each of the first {@value #SHOWN} of them
     */
    List<String> write() throws IOException {
        List<String> shown = new ArrayList<>();
        Path fresh = file.resolveSibling(FILE + ".new");
        try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
            out.write("id\tdata\tended\tattempts\tstderr\n");
            manager.forEachItem(ItemState.FAILED, (index, item) -> {
                String data = manager.data(job, index);
                row(out, job.source().id(index), data, item);
                if (shown.size() < SHOWN) {
                    shown.add(line(job.source().id(index), data, item));
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return shown;
    }

    private static void row(BufferedWriter out, long id, @Nullable String data, Item item) {
        try {
            out.write(id + "\t" + (data == null ? "" : escaped(data)) + "\t" + ended(item) + "\t" + item.lastAttempt()
                    + "\t" + escaped(lastLine(item.stderr())) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String line(long id, @Nullable String data, Item item) {
        String stderr = lastLine(item.stderr());
        return "item " + id + (data == null ? "" : " (" + shown(data) + ")") + ": " + ended(item)
                + (stderr.isEmpty() ? "" : ": " + shown(stderr));
    }

    private static String shown(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST_SHOWN
                ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, LONGEST_SHOWN - 1)) + "…";
    }

    /** How it ended for good: the end of the last attempt that counts. */
    private static String ended(Item item) {
        List<Attempt> attempts = item.attempts();
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Attempt.Ending ending = attempts.get(i).ending();
            if (ending != null && ending.how() != AttemptEnd.SUPERSEDED) {
                return word(ending);
            }
        }
        return "unknown";
    }

    private static String word(Attempt.Ending ending) {
        if (ending.how() != AttemptEnd.FAILED) {
            return ending.how().word();
        }
        return ending.code() < 0 ? "signal " + -ending.code() : "exit " + ending.code();
    }

    private static String lastLine(String text) {
        String last = "";
        for (String line : text.lines().toList()) {
            last = line.isBlank() ? last : line.strip();
        }
        return last;
    }
}
