package dev.workmanager.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Which build this is.
 *
 * @param number the released version, such as {@code 0.1.0}
 * @param commit the commit it was built from, shortened, with {@code -dirty} behind it when files differed from that
 *     commit; {@code unknown} when it was built outside a repository
 */
public record Version(String number, String commit) {
    private static final String RESOURCE = "version.properties";

    /** The build that is running. */
    public static Version current() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            Properties told = new Properties();
            told.load(Objects.requireNonNull(in, RESOURCE + " is not beside " + Version.class));
            return new Version(told.getProperty("version"), told.getProperty("commit"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** For people: {@code 0.1.0 (commit 088a22112345)}. */
    @Override
    public String toString() {
        return number + " (commit " + commit + ")";
    }
}
