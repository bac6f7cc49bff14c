package dev.workmanager.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of paths.
 *
 * @param absolute whether it begins at the root, with a slash
 * @param alternatives what its braces come to: the segments between the slashes of each
 */
record Glob(boolean absolute, List<List<Segment>> alternatives) {
    /** No path of the operating system is longer. */
    private static final int LONGEST = 4096;

    /** What stands between two slashes. */
    sealed interface Segment {
        /** Whether it can stand for a name. */
        boolean matches(String name);

        /** {@code **}: any number of folders, none too. A name that begins with a dot is not among them. */
        record Folders() implements Segment {
            @Override
            public boolean matches(String name) {
                return !name.startsWith(".");
            }
        }

        /** A name. */
        record Literal(String name) implements Segment {
            @Override
            public boolean matches(String other) {
                return name.equals(other);
            }
        }

        /** A name with wildcards; never one of the two that are in every folder. */
        record Wild(WildName pattern) implements Segment {
            @Override
            public boolean matches(String name) {
                return pattern.matches(name) && !name.equals(".") && !name.equals("..");
            }
        }
    }

    static Glob parse(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new BadValueException(Quoted.of(pattern) + " is longer than " + LONGEST + " characters");
        }
        List<String> texts = Braces.expand(pattern);
        boolean absolute = texts.get(0).startsWith("/");
        if (texts.stream().anyMatch(text -> text.startsWith("/") != absolute)) {
            throw new BadValueException(Quoted.of(pattern) + " begins with a slash in some of its alternatives only");
        }
        return new Glob(absolute, texts.stream().map(Glob::segments).toList());
    }

    private static List<Segment> segments(String text) {
        List<Segment> segments = new ArrayList<>();
        for (String part : text.split("/+", -1)) {
            if (!part.isEmpty()) {
                segments.add(segment(part));
            }
        }
        if (segments.isEmpty() || text.endsWith("/")) {
            throw new BadValueException(Quoted.of(text) + " can match folders only; items are files");
        }
        if (segments.get(segments.size() - 1) instanceof Segment.Folders) {
            segments.add(segment("*"));
        }
        return List.copyOf(segments);
    }

    private static Segment segment(String part) {
        if (part.equals("**")) {
            return new Segment.Folders();
        }
        WildName name = WildName.parse(part);
        return name.literal().<Segment>map(Segment.Literal::new).orElseGet(() -> new Segment.Wild(name));
    }
}
