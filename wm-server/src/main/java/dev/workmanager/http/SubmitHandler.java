package dev.workmanager.http;

import dev.workmanager.config.JobConfig;
import dev.workmanager.config.SubmissionReader;
import dev.workmanager.config.SubmittedKey;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.JobSubmission;
import dev.workmanager.protocol.Json;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.Store;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * {@code PUT /v1/jobs/{job}}: makes a job. Either its configuration as JSON; or its items as text, one a line, which is not held in
 * memory, with the policy in the query.
 */
final class SubmitHandler implements Handler {
    /** Each may hold a line and its buffers. */
    private static final int UPLOADS = 8;

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Store store;
    private final Bodies bodies;
    private final LongSupplier ids;
    private final Semaphore uploads = new Semaphore(UPLOADS);

    SubmitHandler(Store store, Bodies bodies, LongSupplier ids) {
        this.store = store;
        this.bodies = bodies;
        this.ids = ids;
    }

    @Override
    public void handle(Call call) {
        String name = call.parameter("job");
        if (!Job.isName(name)) {
            throw Queries.wrong(
                    "'" + name + "' is no name of a job: it begins with a letter, and has at most 64 letters,"
                            + " digits, dots, dashes and underscores");
        }
        switch (mediaType(call)) {
            case "application/json" -> configured(call, name);
            case "text/plain" -> uploaded(call, name);
            default ->
                throw new RefusedException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type: application/json for a configuration, or text/plain for items, one a line");
        }
    }

    private static String mediaType(Call call) {
        String type = call.header(Headers.CONTENT_TYPE).orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private void configured(Call call, String name) {
        Queries.requireNone(call);
        bodies.read(
                call, JobSubmission.MAX_BODY, body -> call.work(() -> frozen(name, body), job -> submit(call, job)));
    }

    private NewJob frozen(String name, byte[] body) {
        List<SubmittedKey> keys = Json.read(body, JobSubmission.class).keys().stream()
                .map(key -> new SubmittedKey(key.name(), key.values()))
                .toList();
        JobConfig config = SubmissionReader.read(keys);
        JobId id = new JobId(ids.getAsLong());
        try {
            return job(id, name, config.source().freeze(() -> store.newItemList(id)), config.policy());
        } catch (IOException e) {
            discard(id, e);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            discard(id, e);
            throw e;
        }
    }

    private void uploaded(Call call, String name) {
        Policy policy = SubmissionReader.readPolicy(call.queries().entrySet().stream()
                .map(query -> new SubmittedKey(query.getKey(), List.copyOf(query.getValue())))
                .toList());
        if (!uploads.tryAcquire()) {
            throw new ComeAgainException(UPLOADS + " jobs are being uploaded just now; come again", SOON);
        }
        call.closeWhenOver(uploads::release);
        JobId id = new JobId(ids.getAsLong());
        bodies.stream(
                call,
                () -> lines(id),
                source -> call.work(() -> checked(id, name, source, policy), job -> submit(call, job)));
    }

    private LineSink lines(JobId id) {
        try {
            return new LineSink(store, id);
        } catch (IOException e) {
            discard(id, e);
            throw new UncheckedIOException(e);
        }
    }

    private NewJob checked(JobId id, String name, Source source, Policy policy) {
        try {
            return job(id, name, source, policy);
        } catch (IOException e) {
            discard(id, e);
            throw new UncheckedIOException(e);
        }
    }

    private NewJob job(JobId id, String name, Source source, Policy policy) throws IOException {
        return new NewJob(id, name, source, policy, store.countResults(name) == 0);
    }

    private void submit(Call call, NewJob job) {
        new Submission(store, call, job).begin();
    }

    /** The client gets the reason of the failure; that the list could not be removed after it comes second. */
    private void discard(JobId id, Exception why) {
        try {
            store.discardItemList(id);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }
}
