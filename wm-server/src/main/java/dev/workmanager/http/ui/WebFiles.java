package dev.workmanager.http.ui;

import dev.workmanager.model.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dashboard's files, read from the program when somebody first asks. The page names every one of them as {@code @/name}, for
 * browsers to load them all at once; there are no others, and no other name is ever looked up. For {@code @} stands the version: a
 * hash of all of them. Thread-safe.
 */
final class WebFiles {
    /** The page itself. */
    static final String PAGE = "index.html";

    /** What the plots are drawn with comes from its own jar. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "uplot.js", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.iife.min.js",
            "uplot.css", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css");

    private static final Pattern NAMED = Pattern.compile("\"@/([a-z0-9/.-]+)\"");
    private static final int VERSION_LENGTH = 16;

    private record Site(WebFile page, Map<String, WebFile> files) {}

    private volatile Optional<Site> site = Optional.empty();

    /** The page. Reads all files, the first time. */
    WebFile page() {
        return site().page();
    }

    /** A file, by its version and name. */
    Optional<WebFile> find(String path) {
        return Optional.ofNullable(site().files().get(path));
    }

    private Site site() {
        if (site.isEmpty()) {
            // Twice at the same time does no harm.
            site = Optional.of(load());
        }
        return site.orElseThrow();
    }

    private static Site load() {
        String page = new String(read(PAGE), StandardCharsets.UTF_8);
        Map<String, byte[]> contents = new HashMap<>();
        MessageDigest all = sha256();
        all.update(page.getBytes(StandardCharsets.UTF_8));
        for (String name : named(page)) {
            byte[] bytes = read(name);
            all.update(bytes);
            contents.put(name, bytes);
        }
        String version = Hash.of(all.digest()).toString().substring(0, VERSION_LENGTH);
        Map<String, WebFile> files = new HashMap<>();
        contents.forEach((name, bytes) -> files.put(version + "/" + name, WebFile.of(name, version, bytes)));
        byte[] finished = page.replace("\"@/", '"' + version + '/').getBytes(StandardCharsets.UTF_8);
        return new Site(WebFile.of(PAGE, version, finished), files);
    }

    /** The files that a page names, in order. */
    static Set<String> named(String page) {
        Set<String> names = new LinkedHashSet<>();
        for (Matcher name = NAMED.matcher(page); name.find(); ) {
            names.add(name.group(1));
        }
        return names;
    }

    /** The bytes of a file. */
    static byte[] read(String name) {
        try (InputStream in = WebFiles.class.getResourceAsStream(ELSEWHERE.getOrDefault(name, name))) {
            if (in == null) {
                throw new IllegalStateException("the dashboard's file " + name + " is missing from the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the dashboard's file " + name, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
