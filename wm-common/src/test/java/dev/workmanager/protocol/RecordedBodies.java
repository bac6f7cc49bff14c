package dev.workmanager.protocol;

import java.util.List;
import java.util.Map;

/** What the recorded bodies of version 1 mean that tell of jobs, items, workers and events, or ask for them. */
final class RecordedBodies {
    private static final String TOKEN = "00000000000000ab-17-2-deadbeef";
    private static final String SHA256 = "0f".repeat(32);
    private static final String AT = "2026-11-22T20:15:30.125Z";
    private static final String LATER = "2026-11-22T20:15:31Z";

    private static final JobStatus OPEN = new JobStatus(
            "crunch",
            "00000000000000ab",
            JobStatus.OPEN,
            null,
            new JobCounts(1_000_000_000_000L, 999_999_999_000L, 4, 990, 5, 1),
            7,
            12.5,
            80_000_000_000L,
            AT,
            LATER,
            null,
            "list-file: items.txt",
            Map.of("attempts", "5"),
            -3,
            "genome.eu");
    private static final JobStatus HALTED = new JobStatus(
            "default",
            "00000000000000ac",
            JobStatus.HALTED,
            "the first 20 items to end have all failed",
            new JobCounts(100, 80, 0, 0, 20, 0),
            0,
            0,
            null,
            AT,
            LATER,
            LATER,
            "numeric: 1-100",
            Map.of(),
            0,
            null);
    private static final AttemptStatus RUNNING =
            new AttemptStatus(1, "w-1", "host-ü", 3, AT, null, null, null, null, null);
    private static final AttemptStatus FAILED =
            new AttemptStatus(2, "w-1", null, 0, AT, LATER, "failed", 3, null, "exit code 3");
    private static final AttemptStatus KILLED =
            new AttemptStatus(3, null, null, 0, AT, LATER, "failed", null, 9, "signal 9");

    private static final ItemStatus ITEM = new ItemStatus(
            17,
            16,
            "failed",
            "ages 26–50.txt",
            3,
            LATER,
            null,
            null,
            null,
            2,
            1,
            0,
            "oh \"no\"\n",
            "out",
            List.of(RUNNING, FAILED, KILLED));
    private static final ItemStatus DONE = new ItemStatus(
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            "done",
            null,
            1,
            null,
            null,
            5_000_000_000L,
            SHA256,
            0,
            0,
            0,
            null,
            null,
            null);

    private static final ItemStatus RUNNING_ITEM =
            new ItemStatus(3, 2, "running", null, 1, null, "40 %", null, null, 0, 0, 0, null, null, List.of(RUNNING));

    private static final WorkerStatus WORKER = new WorkerStatus(
            "w-1",
            "product.importer",
            "host-ü",
            4_711L,
            "0.1.0",
            AT,
            AT,
            AT,
            LATER,
            Order.DRAIN,
            12,
            3,
            List.of(new WorkerStatus.Held("crunch", 17, 3, null)));
    private static final WorkerStatus NAMELESS =
            new WorkerStatus("w-2", null, null, null, null, null, AT, null, null, null, 0, 0, List.of());

    /** By the names of their files. */
    static final Map<String, Object> ALL = Map.ofEntries(
            Map.entry(
                    "exchange-request-chosen",
                    new ExchangeRequest(
                            "w",
                            0,
                            1,
                            new About(null, null, null, null, 1_763_842_530_125L),
                            List.of(),
                            1_000,
                            60_000,
                            "crunch",
                            List.of("genome.eu", "genome.us"))),
            Map.entry(
                    "exchange-request-item",
                    new ExchangeRequest("w", 0, 1, null, List.of(), 1, 0, "crunch", null, 17L)),
            Map.entry(
                    "exchange-answer-ordered",
                    new ExchangeAnswer(
                            List.of(),
                            ExchangeAnswer.ITEMS,
                            List.of(new HandedItem(TOKEN, "crunch", 17, 16, null, 2, 3, 30_000, 600_000L)),
                            Order.PAUSE)),
            Map.entry(
                    "renew-answer-ordered",
                    new RenewAnswer(List.of(new RenewAnswer.Lease(TOKEN, RenewAnswer.HELD)), Order.DRAIN)),
            Map.entry(
                    "renew-request-progress",
                    new RenewRequest("w", List.of(TOKEN), List.of(new RenewRequest.Progress(TOKEN, "40 % – \u00fc")))),
            Map.entry("item-running", RUNNING_ITEM),
            Map.entry("release-request", new ReleaseRequest(List.of(TOKEN))),
            Map.entry("release-answer", new ReleaseAnswer(List.of(new Outcome(TOKEN, Outcome.ACCEPTED)))),
            Map.entry(
                    "job-submission",
                    JobSubmission.of("list", "ages 26–50.txt", "b").with("attempts", "5")),
            Map.entry("job-list", new JobList(List.of(OPEN, HALTED))),
            Map.entry("item-list", new ItemList(List.of(DONE), 18L)),
            Map.entry("item-list-last", new ItemList(List.of(), null)),
            Map.entry("item", ITEM),
            Map.entry("worker-list", new WorkerList(List.of(WORKER, NAMELESS))),
            Map.entry("report", new Report("Importer01", "product.importer", "failure", "out of memory", "r-1")),
            Map.entry(
                    "message-list",
                    new MessageList(
                            List.of(
                                    new KeptMessage(8, LATER, "Importer01", "product.importer", "failure", "oh", "r-1"),
                                    new KeptMessage(7, AT, "w-1", null, Report.STARTED, null, null)),
                            7L)),
            Map.entry("changed-items", new ChangedItems(3)),
            Map.entry("deleted-job", new DeletedJob(true)),
            Map.entry("event-job", new JobEvent(EventKind.JOB_CHANGED.word(), AT, "crunch", OPEN)),
            Map.entry("event-item", new ItemEvent(EventKind.ITEM_PENDING.word(), AT, "crunch", 17, FAILED, LATER)),
            Map.entry(
                    "event-worker",
                    new WorkerEvent(EventKind.WORKER_LOST.word(), AT, "w-1", "product.importer", "host-ü", null)),
            Map.entry("event-gap", new GapEvent(EventKind.GAP.word(), "5f1c-7", "5f1c-9", 2L)),
            Map.entry("event-gap-restart", new GapEvent(EventKind.GAP.word(), "5f1b-7", "5f1c-9", null)));

    private RecordedBodies() {}
}
