package dev.workmanager.process;

import dev.workmanager.process.ProcessTable.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A process with all that it started: what carries the mark that it was started with, however it has hidden, and the descendants of
 * those and of itself. What has neither the mark nor a parent among them is not found: it was started with an environment of its own,
 * and who started it ended before anybody looked.
 */
final class ProcessTree {
    private static final long ROUND = Duration.ofMillis(10).toNanos();
    private static final long KILLING = Duration.ofSeconds(5).toNanos();
    /** On a busy system some process or other is always gone before it was looked at: for so long that is thought to be ours. */
    private static final long SEARCHING = Duration.ofSeconds(2).toNanos();
    /** Who only wants to know how it goes takes what somebody else has seen so long ago. */
    private static final long LOOK = Duration.ofMillis(20).toNanos();
    /** So often in turn nothing was found. */
    private static final int CLEAN = 2;
    /** So often in turn only what is new is looked at. */
    private static final int QUICK = 50;

    private final String mark;
    private final ProcessTable table;
    private final LongSupplier nanos;
    /** Parents before their children, so that who waits for a child hears of the end before the child does. */
    private final Set<ProcessId> members = new LinkedHashSet<>();

    private final Set<ProcessId> killed = new HashSet<>();

    /** Looks for it now, and again later: whose descendants they are is forgotten as soon as their parents end. */
    ProcessTree(Optional<ProcessHandle> root, String mark, ProcessTable table, LongSupplier nanos) {
        this.mark = mark;
        this.table = table;
        this.nanos = nanos;
        root.map(ProcessId::of).ifPresent(members::add);
        find();
    }

    /**
     * Ends all of it: TERM to each, and after the grace period KILL to what is left. What they start meanwhile, such as the
     * commands of a trap, is left alone until then.
     *
     * @return how many had to be killed
     */
    int end(Duration grace) {
        members.forEach(member -> ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroy));
        long until = nanos.getAsLong() + grace.toNanos();
        while (nanos.getAsLong() - until < 0 && anyLives()) {
            LockSupport.parkNanos(ROUND);
        }
        return kill();
    }

    /**
     * Kills all of it at once, round after round until nothing is left of it, not even of what forks while it is being killed.
     *
     * @return how many were killed
     */
    int kill() {
        long found = nanos.getAsLong();
        long until = found + KILLING;
        for (int clean = 0; clean < CLEAN && nanos.getAsLong() - until < 0; ) {
            Hunt hunt = hunt();
            if (hunt.found()) {
                found = nanos.getAsLong();
                clean = 0;
            } else if (!hunt.missed() || nanos.getAsLong() - found > SEARCHING) {
                clean++;
            }
            if (!hunt.missed()) {
                LockSupport.parkNanos(ROUND / 5);
            }
        }
        return killed.size();
    }

    /** @param missed whether something was there that might have been ours, and was gone before it could be looked at */
    private record Hunt(boolean found, boolean missed) {}

    /** Kills what there is; then what has come meanwhile, at once, since it may be gone in a moment, with another one in its place. */
    private Hunt hunt() {
        List<Seen> living = find();
        living.forEach(this::kill);
        boolean found = !living.isEmpty();
        boolean missed = true;
        for (int i = 0; i < QUICK && missed; i++) {
            int before = killed.size();
            missed = table.lookAtNew(this::killIfOurs);
            if (killed.size() > before) {
                found = true;
                missed = true;
            }
        }
        return new Hunt(found, missed);
    }

    private void killIfOurs(Seen seen) {
        if (seen.carries(mark) || isMember(seen.parent())) {
            members.add(seen.id());
            kill(seen);
        }
    }

    private void kill(Seen seen) {
        boolean was = ProcessHandle.of(seen.id().pid())
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
        if (was) {
            killed.add(seen.id());
        }
    }

    /** The processor time that each of its processes took. */
    Map<String, Long> cpu() {
        return find(table.lookUnlessYounger(LOOK, nanos.getAsLong())).stream()
                .collect(Collectors.toMap(
                        seen -> seen.id().pid() + "@" + seen.id().start(), Seen::cpu));
    }

    private boolean isMember(long pid) {
        return members.stream().anyMatch(member -> member.pid() == pid && ProcessTable.lives(member));
    }

    private boolean anyLives() {
        return members.stream().anyMatch(ProcessTable::lives) || !find().isEmpty();
    }

    private List<Seen> find() {
        return find(table.look());
    }

    private List<Seen> find(Collection<Seen> all) {
        Map<Long, List<Seen>> children = all.stream().collect(Collectors.groupingBy(Seen::parent));
        List<Seen> living = new ArrayList<>();
        for (Seen seen : all) {
            if (seen.carries(mark) || members.contains(seen.id())) {
                living.add(seen);
            }
        }
        living.forEach(seen -> members.add(seen.id()));
        for (int i = 0; i < living.size(); i++) {
            for (Seen child : children.getOrDefault(living.get(i).id().pid(), List.of())) {
                if (members.add(child.id())) {
                    living.add(child);
                }
            }
        }
        return living;
    }
}
