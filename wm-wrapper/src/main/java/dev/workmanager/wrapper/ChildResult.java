package dev.workmanager.wrapper;

import dev.workmanager.client.ResultSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;

/** What a child gives back: the file that it has made for it, though it be empty; or else what it wrote to its standard output. */
final class ChildResult {
    private ChildResult() {}

    /**
     * Takes it, once the child has ended.
     *
     * @param most how many bytes it may have
     * @throws UnusableResultException if it has more, or is no file
     */
    static ResultSource take(AttemptFiles files, long most) throws IOException {
        ResultSource file = files.openResult();
        ResultSource result = file == null ? new SpooledResult(files.stdout()) : file;
        check(result.size(), most);
        return result;
    }

    /**
     * Looks at what there is so far, while the child runs.
     *
     * @throws UnusableResultException if it is too much already
     */
    static void look(AttemptFiles files, long most) throws IOException {
        check(files.stdout().size(), most);
        try {
            check(
                    Files.readAttributes(files.resultFile(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .size(),
                    most);
        } catch (NoSuchFileException e) {
            return;
        }
    }

    private static void check(long size, long most) {
        if (size > most) {
            throw new UnusableResultException(
                    "its result has " + size + " bytes; at most " + most + " are taken (--max-result)");
        }
    }
}
