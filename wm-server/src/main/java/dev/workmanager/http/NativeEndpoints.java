package dev.workmanager.http;

import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.RenewRequest;
import dev.workmanager.protocol.StoredResult;
import dev.workmanager.rules.JobChange;
import dev.workmanager.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The routes below {@code /v1}, and those that look after the manager itself. */
public final class NativeEndpoints {
    private NativeEndpoints() {}

    /**
     * The table.
     *
     * @param store what the requests change
     * @param bodies reads what they bring
     * @param audience is told who is there, and who was told that all is finished
     * @param nanoTime monotonic time, for the renewals of a lease while its result arrives
     */
    public static List<Endpoint> of(Store store, Bodies bodies, Audience audience, LongSupplier nanoTime) {
        List<Endpoint> table = new ArrayList<>();
        table.addAll(work(store, bodies, audience, nanoTime));
        table.addAll(jobs(store, bodies));
        Handler health = new HealthHandler();
        table.add(new Endpoint(HttpMethod.GET, "/healthz", health));
        table.add(new Endpoint(HttpMethod.GET, "/readyz", health));
        return table;
    }

    private static List<Endpoint> work(Store store, Bodies bodies, Audience audience, LongSupplier nanoTime) {
        return List.of(
                new Endpoint(
                        HttpMethod.POST, ExchangeRequest.PATH, new ExchangeHandler(store, bodies, audience, false)),
                new Endpoint(HttpMethod.POST, RenewRequest.PATH, new RenewHandler(store, bodies)),
                new Endpoint(HttpMethod.PUT, StoredResult.path("{token}"), new ResultHandler(store, bodies, nanoTime)));
    }

    private static List<Endpoint> jobs(Store store, Bodies bodies) {
        String job = JobStatus.path("{job}");
        return List.of(
                new Endpoint(HttpMethod.GET, JobStatus.PATH, new JobsHandler(store)),
                new Endpoint(HttpMethod.GET, job, new JobHandler(store)),
                new Endpoint(HttpMethod.DELETE, job, new DeleteJobHandler(store, bodies)),
                new Endpoint(HttpMethod.POST, job + "/pause", new ChangeJobHandler(store, bodies, JobChange.PAUSE)),
                new Endpoint(HttpMethod.POST, job + "/resume", new ChangeJobHandler(store, bodies, JobChange.RESUME)),
                new Endpoint(HttpMethod.POST, job + "/cancel", new ChangeJobHandler(store, bodies, JobChange.CANCEL)),
                new Endpoint(HttpMethod.POST, job + "/retry", new RetryJobHandler(store, bodies)));
    }
}
