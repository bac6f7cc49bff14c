package dev.workmanager.http;

import dev.workmanager.protocol.EventKind;
import dev.workmanager.store.Event;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which events a reader wants.
 *
 * @param kinds those of these kinds
 * @param jobs those of jobs whose name is like one of these; where there are none, all
 */
record EventFilter(Set<EventKind> kinds, List<String> jobs) implements Predicate<Event> {
    static final String KIND = "kind";
    static final String JOB = "job";

    /**
     * What the query asks for.
     *
     * @throws dev.workmanager.rules.RefusedException if no kind is like one that it names
     */
    static EventFilter of(Call call) {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        call.queries(KIND).forEach(pattern -> kinds.addAll(like(pattern)));
        return new EventFilter(kinds.isEmpty() ? EnumSet.allOf(EventKind.class) : kinds, call.queries(JOB));
    }

    private static Set<EventKind> like(String pattern) {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            if (Wildcards.match(pattern, kind.word())) {
                kinds.add(kind);
            }
        }
        if (kinds.isEmpty()) {
            throw Queries.wrong(KIND + ": no kind of events is like '" + pattern + "'; there are "
                    + Arrays.stream(EventKind.values()).map(EventKind::word).collect(Collectors.joining(", ")));
        }
        return kinds;
    }

    @Override
    public boolean test(Event event) {
        if (!kinds.contains(EventTexts.kind(event))) {
            return false;
        }
        if (event instanceof Event.OfJob job) {
            return wantsJob(job.job().job().name());
        }
        return event instanceof Event.OfItem item ? wantsJob(item.job().name()) : jobs.isEmpty();
    }

    /** Whether the reader wants to know how far a job is. */
    boolean wantsProgress(String job) {
        return kinds.contains(EventKind.JOB_PROGRESS) && wantsJob(job);
    }

    private boolean wantsJob(String name) {
        return jobs.isEmpty() || jobs.stream().anyMatch(pattern -> Wildcards.match(pattern, name));
    }
}
