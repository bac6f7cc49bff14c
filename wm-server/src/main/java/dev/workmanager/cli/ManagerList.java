package dev.workmanager.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The managers that somebody has given names to, in the file {@code ~/.config/work-manager/managers}: a line {@code name = url} for each,
 * and perhaps {@code name.token-file = path} and {@code name.ca-file = path}. Blank lines, and what follows a #, do not count.
 *
 * @param file where they stand
 * @param urls the URL of each, by its name
 * @param tokenFiles the file of the token of some, by name
 * @param caFiles that of the authorities of some, by name
 */
record ManagerList(Path file, Map<String, String> urls, Map<String, Path> tokenFiles, Map<String, Path> caFiles) {
    /** The one that is meant where nobody says which. */
    static final String DEFAULT = "default";

    private static final Pattern LINE =
            Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)(\\.token-file|\\.ca-file)?\\s*=\\s*(\\S(?:.*\\S)?)");

    /** Where the file of somebody with these variables is; empty for nobody's. */
    static Optional<Path> place(Map<String, String> environment) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (config.startsWith("/")) {
            return Optional.of(Path.of(config, "work-manager", "managers"));
        }
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".config", "work-manager", "managers"));
    }

    /**
     * Reads it; one that is not there is empty.
     *
     * @throws UsageException with every line that is wrong
     */
    static ManagerList read(Path file) {
        ManagerList list = new ManagerList(file, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        if (!Files.exists(file)) {
            return list;
        }
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String text = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!text.isEmpty()) {
                String problem = list.take(text);
                if (!problem.isEmpty()) {
                    problems.add(file + ":" + number + ": " + problem);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new UsageException(VerbExit.CONFIG, String.join("\n", problems));
        }
        return list;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UsageException(VerbExit.CONFIG, file + " cannot be read: " + e.getMessage());
        }
    }

    /** Takes a line; what is wrong with it, or nothing. */
    private String take(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            return "'" + text + "' is none of name = url, name.token-file = path, name.ca-file = path";
        }
        String name = line.group(1);
        String value = line.group(3);
        Map<String, Path> files = ".ca-file".equals(line.group(2)) ? caFiles : tokenFiles;
        boolean again = line.group(2) == null
                ? urls.putIfAbsent(name, value) != null
                : files.putIfAbsent(name, path(value)) != null;
        return again ? "'" + name + "' stands above already; remove one of them" : "";
    }

    /** Relative to the folder of the list; ~/ is the home of the one who asks. */
    private Path path(String path) {
        Path home = Path.of(System.getProperty("user.home"));
        return path.startsWith("~/") ? home.resolve(path.substring(2)) : file.resolveSibling(path);
    }
}
