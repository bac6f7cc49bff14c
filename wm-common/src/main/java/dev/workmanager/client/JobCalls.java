package dev.workmanager.client;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.JobSubmission;
import dev.workmanager.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * What a program asks about jobs, apart from its work on their items: each request is repeated until it is answered, and each may be.
 * Thread-safe.
 */
final class JobCalls implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType LINES = MediaType.get("text/plain; charset=utf-8");
    private static final Duration FIRST_LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final WorkSettings settings;
    private final ManagerClient client;
    private final Gate gate;
    private final Persistence persistence;

    JobCalls(WorkSettings settings, LongSupplier nanos, RandomGenerator random, Consumer<String> say) {
        this.settings = settings;
        this.client = new ManagerClient(settings.manager(), settings.agent());
        this.gate = new Gate(nanos);
        Outage outage = new Outage(settings.manager(), settings.retry().giveUpAfter(), nanos, say);
        this.persistence = new Persistence(0, settings, gate, outage, nanos, random);
    }

    JobStatus submit(String job, JobSubmission submission) {
        RequestBody body = RequestBody.create(Json.write(submission), JSON);
        return until(limit -> ask("PUT", JobStatus.path(job), Map.of(), body, limit));
    }

    JobStatus upload(String job, Path lines, Map<String, String> policy) {
        try (FileChannel file = FileChannel.open(lines)) {
            RequestBody body = new ResultBody(new Lines(file, file.size()), LINES);
            // However long it takes: the manager copies all of it before it answers.
            return until(limit -> ask("PUT", JobStatus.path(job), policy, body, Duration.ZERO));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + lines, e);
        }
    }

    private record Lines(FileChannel file, long size) implements ResultSource {
        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }
    }

    Optional<JobStatus> find(String job) {
        try {
            return Optional.of(get(job));
        } catch (RefusedException e) {
            if (e.is(ErrorCode.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    JobStatus cancel(String job) {
        RequestBody nothing = RequestBody.create(new byte[0], null);
        return until(limit -> ask("POST", JobStatus.path(job) + "/cancel", Map.of(), nothing, limit));
    }

    /** Looks again and again, less and less often. */
    JobStatus await(String job) throws InterruptedException {
        long pause = FIRST_LOOK.toNanos();
        JobStatus status = get(job);
        while (!isOver(status)) {
            TimeUnit.NANOSECONDS.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
            status = get(job);
        }
        return status;
    }

    private static boolean isOver(JobStatus status) {
        return switch (status.state()) {
            case JobStatus.ENDED, JobStatus.CANCELLED -> true;
            case JobStatus.HALTED -> status.items().running() == 0;
            default -> false;
        };
    }

    private JobStatus get(String job) {
        return until(limit -> ask("GET", JobStatus.path(job), Map.of(), null, limit));
    }

    private JobStatus ask(
            String method, String path, Map<String, String> query, @Nullable RequestBody body, Duration limit) {
        return client.ask(method, path, query, body, limit, JobStatus.class);
    }

    private JobStatus until(Function<Duration, JobStatus> request) {
        return persistence.until(() -> true, most -> {
            Duration within = settings.answerWithin();
            return checked(request.apply(most.compareTo(within) < 0 ? most : within));
        });
    }

    private static JobStatus checked(JobStatus status) {
        if (status.state() == null || status.items() == null) {
            throw new UnavailableException("an answer that tells nothing of the job", null);
        }
        return status;
    }

    /** Whoever is still asking gives up. */
    @Override
    public void close() {
        gate.finish();
        client.close();
    }
}
