package dev.workmanager.http;

import dev.workmanager.protocol.EventKind;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.JobSurvey;
import dev.workmanager.protocol.ReleaseRequest;
import dev.workmanager.protocol.RenewRequest;
import dev.workmanager.protocol.StoredLog;
import dev.workmanager.protocol.StoredResult;
import dev.workmanager.protocol.VerifyStep;
import dev.workmanager.protocol.WorkerStatus;
import dev.workmanager.rules.JobChange;
import dev.workmanager.rules.Order;
import dev.workmanager.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The routes below {@code /v1}, and the file that describes all. */
public final class NativeEndpoints {
    private NativeEndpoints() {}

    /**
     * The table.
     *
     * @param store what the requests change
     * @param bodies reads what they bring
     * @param audience is told who is there, and who was told that all is finished
     * @param presence is told who is heard of
     * @param wall wall time, for people
     * @param nanoTime monotonic time, for the renewals of a lease while its result arrives
     * @param ids 64 random bits each, for new jobs; thread-safe
     * @param stay whether more jobs may come when all have ended, so that nobody who names no job is told that all is finished
     */
    public static List<Endpoint> of(
            Store store,
            Bodies bodies,
            Audience audience,
            Presence presence,
            InstantSource wall,
            LongSupplier nanoTime,
            LongSupplier ids,
            boolean stay) {
        ProgressNotes notes = new ProgressNotes();
        List<Endpoint> table = new ArrayList<>();
        table.addAll(work(store, bodies, audience, presence, nanoTime, stay));
        table.add(new Endpoint(
                HttpMethod.POST, RenewRequest.PATH, Role.WORK, new RenewHandler(store, bodies, presence, notes)));
        table.addAll(jobs(store, bodies, ids));
        table.add(new Endpoint(
                HttpMethod.GET,
                JobSurvey.path("{job}"),
                Role.READ,
                new SurveyHandler(store, new Surveys(store, wall, nanoTime))));
        ItemViews items = new ItemViews(store, notes);
        WorkerViews workers = new WorkerViews(store, presence, notes);
        table.addAll(items(store, bodies, items));
        table.addAll(workers(store, bodies, workers));
        table.add(new Endpoint(
                HttpMethod.GET,
                ItemStatus.path("{job}", "{id}") + "/explain",
                Role.READ,
                new ExplainHandler(store, items, workers, wall)));
        table.add(new Endpoint(HttpMethod.GET, EventKind.PATH, Role.READ, new EventsHandler(store, wall)));
        table.add(new Endpoint(HttpMethod.GET, OpenApiHandler.PATH, Role.READ, new OpenApiHandler()));
        return table;
    }

    private static List<Endpoint> work(
            Store store, Bodies bodies, Audience audience, Presence presence, LongSupplier nanoTime, boolean stay) {
        return List.of(
                new Endpoint(
                        HttpMethod.POST,
                        ExchangeRequest.PATH,
                        Role.WORK,
                        new ExchangeHandler(store, bodies, audience, presence, stay)),
                new Endpoint(
                        HttpMethod.PUT,
                        StoredResult.path("{token}"),
                        Role.WORK,
                        new ResultHandler(store, bodies, nanoTime)),
                new Endpoint(HttpMethod.POST, StoredLog.path("{token}"), Role.WORK, new LogHandler(store, bodies)),
                new Endpoint(HttpMethod.POST, ReleaseRequest.PATH, Role.WORK, new ReleaseHandler(store, bodies)));
    }

    private static List<Endpoint> jobs(Store store, Bodies bodies, LongSupplier ids) {
        String job = JobStatus.path("{job}");
        return List.of(
                new Endpoint(HttpMethod.GET, JobStatus.PATH, Role.READ, new JobsHandler(store)),
                new Endpoint(HttpMethod.GET, job, Role.READ, new JobHandler(store)),
                new Endpoint(HttpMethod.PUT, job, Role.ADMIN, new SubmitHandler(store, bodies, ids)),
                new Endpoint(HttpMethod.DELETE, job, Role.ADMIN, new DeleteJobHandler(store, bodies)),
                new Endpoint(
                        HttpMethod.POST,
                        job + "/pause",
                        Role.ADMIN,
                        new ChangeJobHandler(store, bodies, JobChange.PAUSE)),
                new Endpoint(
                        HttpMethod.POST,
                        job + "/resume",
                        Role.ADMIN,
                        new ChangeJobHandler(store, bodies, JobChange.RESUME)),
                new Endpoint(
                        HttpMethod.POST,
                        job + "/cancel",
                        Role.ADMIN,
                        new ChangeJobHandler(store, bodies, JobChange.CANCEL)),
                new Endpoint(HttpMethod.POST, job + "/retry", Role.ADMIN, new RetryJobHandler(store, bodies)),
                new Endpoint(HttpMethod.GET, VerifyStep.path("{job}"), Role.READ, new VerifyHandler(store)));
    }

    private static List<Endpoint> items(Store store, Bodies bodies, ItemViews views) {
        String item = ItemStatus.path("{job}", "{id}");
        return List.of(
                new Endpoint(HttpMethod.GET, ItemStatus.path("{job}"), Role.READ, new ItemsHandler(store, views)),
                new Endpoint(HttpMethod.GET, item, Role.READ, new ItemHandler(store, views)),
                new Endpoint(HttpMethod.GET, item + "/result", Role.READ, new ItemResultHandler(store)),
                new Endpoint(
                        HttpMethod.GET,
                        StoredLog.path("{job}", "{id}"),
                        Role.READ,
                        new ItemLogHandler(store, ItemLogHandler.MAX_FOLLOWERS)),
                new Endpoint(
                        HttpMethod.POST,
                        item + "/retry",
                        Role.ADMIN,
                        new ChangeItemHandler(store, bodies, ChangeItemHandler.RETRY)),
                new Endpoint(
                        HttpMethod.POST,
                        item + "/cancel",
                        Role.ADMIN,
                        new ChangeItemHandler(store, bodies, ChangeItemHandler.CANCEL)));
    }

    private static List<Endpoint> workers(Store store, Bodies bodies, WorkerViews views) {
        String worker = WorkerStatus.path("{id}");
        return List.of(
                new Endpoint(HttpMethod.GET, WorkerStatus.PATH, Role.READ, new WorkersHandler(views)),
                new Endpoint(HttpMethod.GET, worker, Role.READ, new WorkerHandler(views)),
                new Endpoint(
                        HttpMethod.POST,
                        worker + "/drain",
                        Role.ADMIN,
                        new OrderHandler(store, bodies, views, Order.DRAIN)),
                new Endpoint(
                        HttpMethod.POST,
                        worker + "/pause",
                        Role.ADMIN,
                        new OrderHandler(store, bodies, views, Order.PAUSE)),
                new Endpoint(
                        HttpMethod.POST,
                        worker + "/resume",
                        Role.ADMIN,
                        new OrderHandler(store, bodies, views, Order.NONE)));
    }
}
