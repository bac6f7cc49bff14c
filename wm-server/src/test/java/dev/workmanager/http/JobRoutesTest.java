package dev.workmanager.http;

import static dev.workmanager.http.Serving.read;
import static dev.workmanager.http.Serving.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.ChangedItems;
import dev.workmanager.protocol.DeletedJob;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.JobList;
import dev.workmanager.protocol.JobStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobRoutesTest {
    private static final String JOB = JobStatus.path("default");

    @Test
    void tellsHowFarAJobIs() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            server.post("/job", "");
            server.post("/job/3", "x");
            JobStatus job = read(server.get(JOB), JobStatus.class);
            assertThat(job.state()).isEqualTo("open");
            assertThat(job.id()).isEqualTo("0000000000000007");
            assertThat(job.source()).isEqualTo("numeric: 0-9");
            assertThat(job.items().total()).isEqualTo(10);
            assertThat(job.items().done()).isEqualTo(1);
            assertThat(job.items().running()).isEqualTo(2);
            assertThat(job.items().pending()).isEqualTo(7);
            assertThat(job.createdAt()).isEqualTo("1970-01-01T00:00:00Z");
            assertThat(job.policy()).containsEntry("attempts", "3").containsEntry("backoff", "1s-1m");
            assertThat(job.domain()).isNull();
            assertThat(read(server.get(JobStatus.PATH), JobList.class).jobs()).containsExactly(job);
        }
    }

    @Test
    void pausesAndResumesHoweverOften() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            assertThat(change(server, "pause").state()).isEqualTo("paused");
            assertThat(change(server, "pause").state()).isEqualTo("paused");
            assertThat(server.post("/job?wait=0s", "").statusCode()).isEqualTo(503);
            assertThat(change(server, "resume").state()).isEqualTo("open");
            assertThat(change(server, "resume").state()).isEqualTo("open");
            assertThat(server.post("/job", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void cancelsForGood() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            server.post("/job/3", "x");
            JobStatus cancelled = change(server, "cancel");
            assertThat(cancelled.state()).isEqualTo("cancelled");
            assertThat(cancelled.items().cancelled()).isEqualTo(9);
            assertThat(change(server, "cancel")).isEqualTo(cancelled);
            assertThat(refused(server.post(JOB + "/resume", ""), 409).code()).isEqualTo("job_cancelled");
            assertThat(refused(server.post(JOB + "/retry", ""), 409).code()).isEqualTo("job_cancelled");
        }
    }

    @Test
    void triesAgainWhatHasFailed() {
        try (TestServer server = TestServer.numeric(0, 4)) {
            server.change(policy -> policy.attempts(1));
            List<EndedAttempt> failed = new ArrayList<>();
            server.exchange(1, 5)
                    .items()
                    .forEach(item ->
                            failed.add(new EndedAttempt(item.token(), "failed", null, null, null, 1, null, "", "")));
            server.exchange(2, 0, failed.toArray(EndedAttempt[]::new));
            assertThat(read(server.get(JOB), JobStatus.class).state()).isEqualTo("ended");
            assertThat(read(server.post(JOB + "/retry", ""), ChangedItems.class).items())
                    .isEqualTo(5);
            assertThat(read(server.post(JOB + "/retry", "{}"), ChangedItems.class)
                            .items())
                    .isZero();
            assertThat(server.exchange(3, 5).items()).hasSize(5);
        }
    }

    @Test
    void deletesOnlyWhatHasEnded() {
        try (TestServer server = TestServer.numeric(0, 0)) {
            assertThat(refused(server.send("DELETE", JOB), 409).code()).isEqualTo("job_active");
            server.post("/job/0", "x");
            assertThat(read(server.send("DELETE", JOB), DeletedJob.class).deleted())
                    .isTrue();
            assertThat(refused(server.get(JOB), 404).code()).isEqualTo("not_found");
            assertThat(read(server.send("DELETE", JOB), DeletedJob.class).deleted())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,", "POST,/pause", "POST,/resume", "POST,/cancel", "POST,/retry"})
    void knowsNoOtherJob(String method, String what) {
        try (TestServer server = TestServer.numeric(0, 9)) {
            ErrorBody refused = refused(server.send(method, "/v1/jobs/other" + (what == null ? "" : what)), 404);
            assertThat(refused.code()).isEqualTo("not_found");
            assertThat(refused.message()).contains("'other'");
        }
    }

    @Test
    void theExchangeHearsOfAPause() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            change(server, "pause");
            assertThat(server.exchange(1, 1).next()).isEqualTo("wait");
        }
    }

    private static JobStatus change(TestServer server, String how) {
        return read(server.post(JOB + "/" + how, ""), JobStatus.class);
    }
}
