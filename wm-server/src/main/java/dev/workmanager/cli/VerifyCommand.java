package dev.workmanager.cli;

import dev.workmanager.protocol.JobCounts;
import dev.workmanager.protocol.VerifyStep;
import dev.workmanager.terminal.Harmless;
import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Words;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code wm verify}: whether every item counts once, and its result is what was acknowledged. */
final class VerifyCommand implements Verb {
    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String operands() {
        return "[JOB]";
    }

    @Override
    public String summary() {
        return "Compares items, results and counts of a job: every result there, once, and byte for byte as it was acknowledged";
    }

    @Override
    public String details() {
        return "The manager reads each result in the out folder and compares it with the size and the SHA-256 that were kept when it came;"
                + " it counts the items by state anew. Others are served meanwhile. Leaves with 1 if something is wrong.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm verify crunch",
                "wm verify crunch -o ndjson >findings    as it finds them",
                "wm verify crunch -o json | jq .sound");
    }

    @Override
    public List<Format> formats() {
        return List.of(Format.TABLE, Format.JSON, Format.NDJSON);
    }

    @Override
    public boolean isPatient(Request request) {
        return true;
    }

    @Override
    public VerbExit run(Request request) {
        if (request.operands().size() > 1) {
            throw new UsageException("one job at a time");
        }
        String job = request.jobs().get(0);
        Walk walk = new Walk(request);
        request.client().verify(job, walk::step);
        VerifyStep.Report report = Objects.requireNonNull(walk.report, "the last step brings the report");
        switch (request.format()) {
            case JSON, NDJSON -> request.surroundings().out().line(Answer.json(report));
            default -> show(request, job, report);
        }
        return report.sound() ? VerbExit.DONE : VerbExit.NOT_ALL;
    }

    /** What is told on the way. */
    private static final class Walk {
        private final Request request;
        private VerifyStep.@Nullable Report report;
        private long results;
        private long bytes;

        private Walk(Request request) {
            this.request = request;
        }

        private void step(VerifyStep step) {
            results += step.results();
            bytes += step.bytes();
            report = step.report();
            request.surroundings()
                    .terminal()
                    .show(
                            report != null
                                    ? ""
                                    : Words.number(results) + " results, " + Words.size(bytes) + "B compared");
            step.findings().forEach(this::tell);
        }

        private void tell(VerifyStep.Finding finding) {
            Output out = request.surroundings().out();
            switch (request.format()) {
                case NDJSON -> out.line(Answer.json(finding));
                case TABLE ->
                    out.line(request.surroundings().ink().in(Ink.Colour.RED, String.format("%-10s", finding.problem()))
                            + " item " + finding.id() + ": " + Harmless.line(finding.message()));
                default -> {
                    // the report counts them
                }
            }
        }
    }

    private static void show(Request request, String job, VerifyStep.Report report) {
        Output out = request.surroundings().out();
        out.line(job + ": " + counts(report.found()));
        out.line("results     " + Words.number(report.results()) + " compared, " + Words.number(report.bytes())
                + " bytes");
        out.line("superseded  " + Words.number(report.superseded()));
        if (report.moved()) {
            out.line("counts      not compared: the job went on meanwhile");
        } else if (!report.found().equals(report.recorded())) {
            out.line("counts      differ: the manager counts " + counts(report.recorded()));
        }
        out.line(
                report.sound()
                        ? request.surroundings().ink().in(Ink.Colour.GREEN, "all is as it should be")
                        : request.surroundings().ink().in(Ink.Colour.RED, Words.count(report.problems(), "finding")));
        out.flush();
    }

    private static String counts(JobCounts items) {
        return Words.number(items.total()) + " items, " + Words.number(items.done()) + " done, "
                + Words.number(items.failed()) + " failed, " + Words.number(items.cancelled()) + " cancelled, "
                + Words.number(items.running()) + " running, " + Words.number(items.pending()) + " pending";
    }
}
