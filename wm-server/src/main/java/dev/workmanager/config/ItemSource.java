package dev.workmanager.config;

import dev.workmanager.model.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Where the items come from, as the configuration has it: a promise until it is frozen. Used by one thread at a time.
 */
public sealed interface ItemSource permits NumericRange, ListedLines, LineFile, GlobFiles {
    /** Where it was said. */
    Place place();

    /**
     * What was said: {@code numeric: 0-999}, {@code list: 4 lines, sha256 92d4c07b2f01a3c7}, {@code list-file:
     * items.txt}, {@code glob: *.txt}. It becomes {@link Source#words}.
     */
    String words();

    /**
     * Fixes the source for a new job: lines are copied, a pattern is expanded. Lines pass through memory one at a
     * time, paths all at once. The list is closed when this returns; it is worth nothing when this throws.
     *
     * @param target begins the list of data; left alone for a range
     * @throws ConfigException if a file cannot be read or is not text, no file matches, or there is no item
     * @throws IOException if the list could not be written
     */
    Source freeze(NewItemList target) throws IOException;

    /**
     * Refuses to go on with a job that was made from another source.
     *
     * @param stored the job's source
     * @param data the data folder that the job lies in
     * @throws ConfigException if the words differ; it names both
     */
    default void requireSame(Source stored, Path data) {
        if (!stored.words().equals(words())) {
            throw new ConfigException(
                    place().problem("the items are " + Quoted.whole(words()) + " here, but the job in "
                            + data + " was made from " + Quoted.whole(stored.words())
                            + "; restore that, or name another folder with --data for another job"));
        }
    }

    /**
     * What has changed since a job was made from this, for the log: a list file that is gone, files that match now.
     * The job goes on with the items that it has.
     *
     * @param stored the job's source, with the same words
     * @param data gives the data of the job's item at an index; only looked at for a pattern
     */
    Optional<String> notice(Source stored, LongFunction<String> data);
}
