package dev.workmanager.config;

import dev.workmanager.config.Glob.Segment;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a pattern has got on the way into a folder: which segments the next name may match. All alternatives are
 * followed at once, so that a folder is listed once.
 */
record GlobState(Glob glob, Set<Spot> spots) {
    /** A segment of an alternative. */
    private record Spot(int alternative, int segment) {
        Spot next() {
            return new Spot(alternative, segment + 1);
        }
    }

    /**
     * What a name matches.
     *
     * @param file whether a file of this name matches the whole pattern
     * @param next how it goes on in a folder of this name
     * @param deeper likewise, where the folder may be one of those that {@code **} stands for
     */
    record Match(boolean file, GlobState next, GlobState deeper) {
        boolean isNone() {
            return !file && deeper.isEmpty();
        }
    }

    static GlobState start(Glob glob) {
        Set<Spot> spots = new LinkedHashSet<>();
        for (int i = 0; i < glob.alternatives().size(); i++) {
            spots.add(new Spot(i, 0));
        }
        return opened(glob, spots);
    }

    /** As {@code **} may stand for no folder, what follows it is looked for as well. */
    private static GlobState opened(Glob glob, Set<Spot> spots) {
        Set<Spot> opened = new LinkedHashSet<>();
        for (Spot spot : spots) {
            Spot last = spot;
            opened.add(last);
            while (segment(glob, last) instanceof Segment.Folders) {
                last = last.next();
                opened.add(last);
            }
        }
        return new GlobState(glob, opened);
    }

    private static Segment segment(Glob glob, Spot spot) {
        return glob.alternatives().get(spot.alternative()).get(spot.segment());
    }

    private boolean isLast(Spot spot) {
        return spot.segment() + 1 == glob.alternatives().get(spot.alternative()).size();
    }

    boolean isEmpty() {
        return spots.isEmpty();
    }

    /** The names that are looked for without wildcards. */
    Set<String> names() {
        return spots.stream()
                .map(spot -> segment(glob, spot))
                .filter(Segment.Literal.class::isInstance)
                .map(segment -> ((Segment.Literal) segment).name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether names with wildcards are looked for. */
    boolean isWild() {
        return spots.stream().anyMatch(spot -> !(segment(glob, spot) instanceof Segment.Literal));
    }

    Match match(String name) {
        boolean file = false;
        Set<Spot> next = new LinkedHashSet<>();
        Set<Spot> deeper = new LinkedHashSet<>();
        for (Spot spot : spots) {
            if (!segment(glob, spot).matches(name)) {
                continue;
            }
            if (segment(glob, spot) instanceof Segment.Folders) {
                deeper.add(spot);
            } else if (isLast(spot)) {
                file = true;
            } else {
                next.add(spot.next());
            }
        }
        deeper.addAll(next);
        return new Match(file, opened(glob, next), opened(glob, deeper));
    }
}
