package dev.workmanager.client;

import dev.workmanager.protocol.ChangedItems;
import dev.workmanager.protocol.DeletedJob;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.JobList;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.JobSubmission;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.MalformedJsonException;
import dev.workmanager.protocol.VerifyStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** What a program wants of jobs. */
record JobCalls(Asking manager) {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType LINES = MediaType.get("text/plain; charset=utf-8");
    static final RequestBody NOTHING = RequestBody.create(new byte[0], null);
    /** A step of a verification takes no longer. */
    private static final Duration LOOKING = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    JobStatus submit(String job, JobSubmission submission) {
        return ask("PUT", JobStatus.path(job), RequestBody.create(Json.write(submission), JSON));
    }

    JobStatus upload(String job, Path lines, Map<String, String> policy) {
        try (FileChannel file = FileChannel.open(lines)) {
            RequestBody body = new ResultBody(new Lines(file, file.size()), LINES);
            return manager.askPatiently("PUT", JobStatus.path(job), policy, body, JobStatus.class, JobCalls::isWhole);
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

    List<JobStatus> list() {
        return manager.get(JobStatus.PATH, Map.of(), JobList.class, list -> list.jobs() != null)
                .jobs();
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

    /** Pauses, resumes or cancels it. */
    JobStatus change(String job, String how) {
        return ask("POST", JobStatus.path(job) + "/" + how, NOTHING);
    }

    /** It may take as long as there are items. */
    ChangedItems retry(String job) {
        return manager.askPatiently(
                "POST", JobStatus.path(job) + "/retry", Map.of(), NOTHING, ChangedItems.class, items -> true);
    }

    /** A verification that breaks off begins again from the start: what was found before is told again. */
    void verify(String job, Consumer<VerifyStep> steps) {
        boolean ended = manager.ask((client, cut) -> client.readLines(
                VerifyStep.path(job), List.of(), "application/x-ndjson", LOOKING, line -> take(line, steps), cut));
        if (!ended) {
            throw new IllegalStateException("nobody has had enough");
        }
    }

    private static boolean take(byte[] line, Consumer<VerifyStep> steps) {
        try {
            steps.accept(Json.read(line, VerifyStep.class));
            return true;
        } catch (MalformedJsonException e) {
            throw new UnavailableException("a finding that makes no sense: " + e.getMessage(), e);
        }
    }

    boolean delete(String job) {
        return manager.ask("DELETE", JobStatus.path(job), null, DeletedJob.class, deleted -> true)
                .deleted();
    }

    /** Looks again and again, less and less often. */
    JobStatus await(String job) throws InterruptedException {
        long pause = FIRST_PAUSE.toNanos();
        JobStatus status = get(job);
        while (!isOver(status)) {
            TimeUnit.NANOSECONDS.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
            status = get(job);
        }
        return status;
    }

    static boolean isOver(JobStatus status) {
        return switch (status.state()) {
            case JobStatus.ENDED, JobStatus.CANCELLED -> true;
            case JobStatus.HALTED -> status.items().running() == 0;
            default -> false;
        };
    }

    JobStatus get(String job) {
        return ask("GET", JobStatus.path(job), null);
    }

    private JobStatus ask(String method, String path, @Nullable RequestBody body) {
        return manager.ask(method, path, body, JobStatus.class, JobCalls::isWhole);
    }

    private static boolean isWhole(JobStatus status) {
        return status.state() != null && status.items() != null;
    }
}
