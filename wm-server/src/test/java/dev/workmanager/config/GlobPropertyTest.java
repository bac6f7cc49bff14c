package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random patterns on random folders find what regular expressions find that are made along with them. */
class GlobPropertyTest {
    /** Not a dot at the beginning of a name. */
    private static final String NO_DOT = "(?!(?<=^|/)\\.)";

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /** The same in two languages. */
    private record Both(String glob, String regex) {
        static final Both EMPTY = new Both("", "");

        Both plus(Both other) {
            return new Both(glob + other.glob, regex + other.regex);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findWhatRegularExpressionsFind(long seed) throws IOException {
        Random random = new Random(seed);
        tree(random, folder.resolve("t"), 3);
        List<String> all = paths();
        int matched = 0;
        for (int i = 0; i < 60; i++) {
            Both pattern = path(random);
            List<String> expected = all.stream()
                    .filter(Pattern.compile(pattern.regex).asMatchPredicate())
                    .toList();
            matched += expected.isEmpty() ? 0 : 1;
            assertThat(find(pattern.glob))
                    .as("%s, which is %s", pattern.glob, pattern.regex)
                    .isEqualTo(expected);
        }
        assertThat(matched).as("patterns that match something").isPositive();
    }

    private static void tree(Random random, Path at, int depth) throws IOException {
        Files.createDirectories(at);
        for (int i = 0; i < 7; i++) {
            Path entry = at.resolve(name(random));
            if (Files.exists(entry)) {
                continue;
            }
            if (depth > 0 && random.nextInt(3) == 0) {
                tree(random, entry, depth - 1);
            } else {
                Files.createFile(entry);
            }
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder(random.nextInt(5) == 0 ? ".a" : "");
        do {
            name.append("ab.".charAt(random.nextInt(3)));
        } while (random.nextInt(5) < 3);
        return name.toString().matches("\\.+") ? "a" : name.toString();
    }

    private List<String> paths() throws IOException {
        Comparator<byte[]> byBytes = Arrays::compareUnsigned;
        try (Stream<Path> files = Files.walk(folder.resolve("t"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.resolve("t").relativize(file).toString())
                    .sorted(Comparator.comparing(path -> path.getBytes(StandardCharsets.UTF_8), byBytes))
                    .toList();
        }
    }

    private List<String> find(String glob) {
        Setting setting = new Setting(Place.of("test"), ConfigKey.GLOB, glob);
        Problems problems = new Problems();
        List<byte[]> found = GlobWalk.find(Glob.parse(glob), setting, folder.resolve("t"), List.of(), problems);
        problems.throwIfAny();
        return found.stream()
                .map(path -> new String(path, StandardCharsets.UTF_8))
                .toList();
    }

    private static Both path(Random random) {
        Both path = Both.EMPTY;
        int segments = 1 + random.nextInt(3);
        for (int i = 0; i < segments; i++) {
            boolean last = i + 1 == segments;
            path = path.plus(
                    random.nextInt(4) == 0 ? folders(last) : segment(random).plus(slash(last)));
        }
        return path;
    }

    private static Both slash(boolean last) {
        return last ? Both.EMPTY : new Both("/", "/");
    }

    private static Both folders(boolean last) {
        String regex = "(?:" + NO_DOT + "[^/]+/)*";
        return last ? new Both("**", regex + NO_DOT + "[^/]+") : new Both("**/", regex);
    }

    /** Begins or ends with something, so that braces alone, which may come to nothing, make no empty name. */
    private static Both segment(Random random) {
        boolean first = random.nextBoolean();
        Both segment = first ? character(random) : Both.EMPTY;
        while (random.nextInt(5) < 3) {
            segment = segment.plus(random.nextInt(4) == 0 ? star(random) : one(random));
        }
        return first ? segment : segment.plus(character(random));
    }

    /** Never two stars side by side. */
    private static Both star(Random random) {
        return new Both("*", NO_DOT + "[^/]*")
                .plus(random.nextBoolean() ? character(random) : new Both("?", NO_DOT + "[^/]"));
    }

    private static Both one(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Both("?", NO_DOT + "[^/]");
            case 1 -> new Both("[ab]", NO_DOT + "[ab]");
            case 2 -> new Both("[!a]", NO_DOT + "[^a/]");
            case 3 -> braces(random, 2);
            default -> character(random);
        };
    }

    private static Both character(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Both(".a", "\\.a");
            case 1 -> new Both("\\b", "b");
            case 2 -> new Both("b", "b");
            default -> new Both("a", "a");
        };
    }

    private static Both braces(Random random, int depth) {
        Both braces = new Both("{", "(?:").plus(alternative(random, depth));
        do {
            braces = braces.plus(new Both(",", "|")).plus(alternative(random, depth));
        } while (random.nextInt(3) == 0);
        return braces.plus(new Both("}", ")"));
    }

    private static Both alternative(Random random, int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> Both.EMPTY;
            case 1 -> depth > 0 ? braces(random, depth - 1) : character(random);
            case 2 -> character(random).plus(new Both("/", "/")).plus(character(random));
            case 3 -> new Both("?", NO_DOT + "[^/]");
            default -> character(random).plus(character(random));
        };
    }
}
