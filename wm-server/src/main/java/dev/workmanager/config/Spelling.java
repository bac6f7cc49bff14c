package dev.workmanager.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the key that somebody meant. */
final class Spelling {
    private Spelling() {}

    /** The known key that a word is likely to be a misspelling of. */
    static Optional<ConfigKey> meant(String word) {
        String plain = word.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        return Stream.of(ConfigKey.values())
                .filter(key -> Math.abs(plain.length() - key.text().length()) <= tolerance(key))
                .filter(key -> distance(plain, key.text()) <= tolerance(key))
                .min(Comparator.comparingInt(key -> distance(plain, key.text())));
    }

    /** What to do about a word that is no key, where some keys may stand. */
    static String advice(String word, Predicate<ConfigKey> allowed) {
        return meant(word)
                .filter(allowed)
                .map(likely -> "did you mean '" + likely.text() + "'?")
                .orElseGet(() -> "the keys are " + ConfigKey.all(allowed));
    }

    private static int tolerance(ConfigKey key) {
        return key.text().length() > 5 ? 2 : 1;
    }

    /** How many characters were left out, added, mistaken or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int changed = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
