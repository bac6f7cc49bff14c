package dev.workmanager.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a manager listens.
 *
 * @param url scheme, host and port, perhaps a path before all routes; without a slash at the end
 */
public record ManagerAddress(String url) {
    private static final String HOW = ": write it as http://host:8080";

    /**
     * Reads an address as people write it: {@code host:8080} means {@code http://host:8080}.
     *
     * @throws IllegalArgumentException if the text is none; the message is a sentence that says how to write one
     */
    public static ManagerAddress parse(String text) {
        String url = text.strip();
        if (!url.contains("://")) {
            url = "http://" + url;
        }
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        check(text, url);
        return new ManagerAddress(url);
    }

    /** Whether the connection is encrypted. */
    public boolean encrypted() {
        return url.regionMatches(true, 0, "https:", 0, 6);
    }

    @Override
    public String toString() {
        return url;
    }

    private static void check(String text, String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is not the address of a manager" + HOW, e);
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("'" + text + "' is neither http nor https" + HOW);
        }
        if (uri.getHost() == null || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("'" + text + "' names no host and port" + HOW);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + text + "' has more to it than host, port and path" + HOW);
        }
    }
}
