package dev.workmanager.http;

import org.jspecify.annotations.Nullable;

/** Patterns in which {@code *} stands for any characters, {@code ?} for any one, and everything else for itself. */
final class Wildcards {
    private Wildcards() {}

    /** Whether a group, or one that it lies in, is as the pattern says: {@code product} means {@code product.importer}, too. */
    static boolean matchGroup(String pattern, @Nullable String group) {
        String known = group == null ? "" : group;
        return match(pattern, known) || match(pattern + ".*", known);
    }

    /** Whether the whole text is as the pattern says. */
    static boolean match(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                // The last star takes one character more.
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }
}
