package dev.workmanager.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares the ledger with what is in the out folder once all is done. */
record Audit(Ledger ledger, Path out, int items) {
    private static final int MOST = 50;

    /** What is wrong; items are numbered from 1. */
    List<String> findings() throws IOException {
        List<String> findings = new ArrayList<>(ledger.faults());
        for (long item = 1; item <= items && findings.size() < MOST; item++) {
            look(item, findings);
        }
        strangers(findings);
        return findings;
    }

    /** Items that are acknowledged as done and whose result is not there, while others may still bring theirs. */
    static List<Long> lost(Ledger ledger, Path out) throws IOException {
        List<Long> lost = new ArrayList<>();
        for (long item : ledger.acknowledgedItems()) {
            Content found = content(out, item);
            if (ledger.writes(item).stream().noneMatch(write -> write.content().equals(found))) {
                lost.add(item);
            }
        }
        return lost;
    }

    private static Content content(Path out, long item) throws IOException {
        Path file = out.resolve(Long.toString(item));
        return Files.exists(file) ? Content.of(Files.readAllBytes(file)) : Content.EMPTY;
    }

    private void look(long item, List<String> findings) throws IOException {
        Content found = content(out, item);
        List<Write> writes = ledger.writes(item);
        if (writes.isEmpty()) {
            findings.add("item " + item + " is said to be done, but nobody completed it");
        } else if (candidates(writes).noneMatch(write -> write.content().equals(found))) {
            findings.add("the result of item " + item + " is " + found + ", but should be one of "
                    + candidates(writes).toList() + "; all that was brought: " + writes);
        }
    }

    /** What may lie there: nothing that is certain to have been replaced. */
    private static Stream<Write> candidates(List<Write> writes) {
        return writes.stream().filter(write -> writes.stream().noneMatch(other -> other.replaces(write)));
    }

    private void strangers(List<String> findings) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            files.filter(file -> !file.equals(out)
                            && !out.relativize(file).toString().equals(".part"))
                    .filter(file -> !isResult(out.relativize(file).toString()))
                    .map(file -> "the out folder holds " + out.relativize(file))
                    .limit(MOST)
                    .forEach(findings::add);
        }
    }

    private boolean isResult(String name) {
        return name.matches("[1-9][0-9]{0,8}") && Integer.parseInt(name) <= items;
    }
}
