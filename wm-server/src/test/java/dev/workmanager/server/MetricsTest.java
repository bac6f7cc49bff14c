package dev.workmanager.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.workmanager.client.WorkClient;
import dev.workmanager.http.WorkerMeasures;
import dev.workmanager.metrics.PrometheusText;
import dev.workmanager.metrics.PrometheusText.Family;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.JobSubmission;
import dev.workmanager.protocol.Json;
import dev.workmanager.store.JobMeasures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manager tells of itself after a history that is known; and that the documentation, the dashboard and the alerts name it. */
final class MetricsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) \\| ([^|]*) \\|");
    private static final Pattern USED = Pattern.compile("\\b(?:wm|jvm|process)_[a-z0-9_]+");

    @TempDir
    static Path folder;

    private static Manager manager;
    private static HttpClient client;
    private static Map<String, Family> served;

    /** Of ten items one is done, one failed for good, one given back, one still out. */
    @BeforeAll
    static void makeHistory() throws Exception {
        manager = Manager.start(ManagerOptions.in(folder));
        client = HttpClient.newHttpClient();
        try (WorkClient submitter = WorkClient.connect(manager.url())) {
            submitter.submit("crunch", JobSubmission.of("numeric", "1-10").with("attempts", "1"));
        }
        List<HandedItem> items = exchange(1, 4).items();
        exchange(
                2,
                0,
                ended(items.get(0), "done", "seventeen".getBytes(StandardCharsets.UTF_8), null),
                ended(items.get(1), "failed", null, 3),
                ended(items.get(2), "released", null, null));
        get("/v1/jobs/none", "");
        get("/nowhere", "");
        served = PrometheusText.read(get("/metrics", "").body());
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    private static EndedAttempt ended(HandedItem item, String end, byte @Nullable [] result, @Nullable Integer exit) {
        return new EndedAttempt(item.token(), end, result, null, null, exit, null, null, null);
    }

    private static ExchangeAnswer exchange(long number, int take, EndedAttempt... ended) throws Exception {
        return exchange(manager, "w", new About("product.importer", "host-a", 7L, null, null), number, take, ended);
    }

    private static ExchangeAnswer exchange(
            Manager asked, String worker, About about, long number, int take, EndedAttempt... ended) throws Exception {
        byte[] body = Json.write(new ExchangeRequest(worker, 0, number, about, List.of(ended), take, 0, null, null));
        HttpRequest post = HttpRequest.newBuilder(URI.create(asked.url() + ExchangeRequest.PATH))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return Json.read(
                client.send(post, HttpResponse.BodyHandlers.ofByteArray()).body(), ExchangeAnswer.class);
    }

    private static HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return get(manager, path, accept);
    }

    private static HttpResponse<String> get(Manager asked, String path, String accept)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(asked.url() + path));
        if (!accept.isEmpty()) {
            request.header("Accept", accept);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static double value(String family, String labels) {
        assertThat(served).containsKey(family);
        assertThat(requireNonNull(served.get(family)).samples()).as(family).containsKey(labels);
        return requireNonNull(requireNonNull(served.get(family)).samples().get(labels));
    }

    @Test
    void countsItems() {
        assertThat(value("wm_items", "{job_name=\"crunch\",state=\"pending\"}")).isEqualTo(7);
        assertThat(value("wm_items", "{job_name=\"crunch\",state=\"running\"}")).isEqualTo(1);
        assertThat(value("wm_items", "{job_name=\"crunch\",state=\"done\"}")).isEqualTo(1);
        assertThat(value("wm_items", "{job_name=\"crunch\",state=\"failed\"}")).isEqualTo(1);
        assertThat(value("wm_jobs", "{state=\"open\"}")).isEqualTo(1);
    }

    @Test
    void countsAttempts() {
        assertThat(value("wm_attempts_ended_total", "{end=\"done\"}")).isEqualTo(1);
        assertThat(value("wm_attempts_ended_total", "{end=\"failed\"}")).isEqualTo(1);
        assertThat(value("wm_attempts_ended_total", "{end=\"released\"}")).isEqualTo(1);
        assertThat(value("wm_attempts_ended_total", "{end=\"lost\"}")).isZero();
        assertThat(value("wm_attempts_leased", "")).isEqualTo(1);
        assertThat(value("wm_oldest_attempt_age_seconds", "")).isPositive().isLessThan(3_600);
        assertThat(value("wm_workers", "{group=\"product.importer\",state=\"busy\"}"))
                .isEqualTo(1);
    }

    @Test
    void countsRequestsByRoute() {
        String exchanges = "method=\"POST\",route=\"/v1/exchange\"";
        assertThat(value("wm_http_requests_total", "{" + exchanges + ",status=\"200\"}"))
                .isEqualTo(2);
        assertThat(value("wm_http_request_duration_seconds", "_count{" + exchanges + "}"))
                .isEqualTo(2);
        assertThat(value("wm_http_requests_total", "{method=\"GET\",route=\"/v1/jobs/{job}\",status=\"404\"}"))
                .isEqualTo(1);
        assertThat(value("wm_http_requests_total", "{method=\"\",route=\"\",status=\"404\"}"))
                .isEqualTo(1);
    }

    @Test
    void measuresTheStore() {
        double commands = value("wm_command_duration_seconds", "_count");
        assertThat(commands).isEqualTo(value("wm_batch_commands", "_sum")).isGreaterThanOrEqualTo(3);
        assertThat(value("wm_journal_sync_duration_seconds", "_count")).isGreaterThanOrEqualTo(3);
        assertThat(value("wm_journal_bytes", "")).isPositive().isLessThan(value("wm_journal_limit_bytes", ""));
        assertThat(value("wm_results_ahead_bytes", "")).isZero();
        assertThat(value("wm_commands_queued", "")).isZero();
        assertThat(value("wm_changed_bytes", "")).isPositive();
        assertThat(value("wm_disk_free_bytes", "{folder=\"data\"}")).isPositive();
        assertThat(value("wm_writer_reading_age_seconds", "")).isCloseTo(0, within(60.0));
    }

    /** More jobs and groups than have a line of their own share one. */
    @Test
    void staysBoundedWithManyJobsAndGroups() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (Manager many = Manager.start(ManagerOptions.in(other));
                WorkClient submitter = WorkClient.connect(many.url())) {
            for (int i = 0; i < JobMeasures.MOST + 3; i++) {
                submitter.submit("j" + i, JobSubmission.of("numeric", "1-10"));
            }
            for (int i = 0; i < WorkerMeasures.MOST + 2; i++) {
                exchange(many, "w" + i, new About("g" + i, "host-a", 7L, null, null), 1, 1);
            }
            Map<String, Family> all =
                    PrometheusText.read(get(many, "/metrics", "").body());
            Map<String, Double> items = requireNonNull(all.get("wm_items")).samples();
            assertThat(items).hasSize(5 * (JobMeasures.MOST + 1));
            assertThat(items.values().stream().mapToDouble(each -> each).sum()).isEqualTo(10 * (JobMeasures.MOST + 3));
            Map<String, Double> workers = requireNonNull(all.get("wm_workers")).samples();
            assertThat(workers).hasSize(2 * (WorkerMeasures.MOST + 1));
            assertThat(workers).containsEntry("{group=\"(others)\",state=\"busy\"}", 2.0);
        }
    }

    @Test
    void answersInTheFormatThatIsAskedFor() throws Exception {
        assertThat(get("/metrics", "").headers().firstValue("Content-Type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
        HttpResponse<String> open = get(
                "/metrics",
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
        assertThat(open.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body()).endsWith("# EOF\n").contains("# TYPE wm_attempts_ended counter");
    }

    /** The page names each family, with its kind, its labels and what it is, and no other. */
    @Test
    void isWhatThePageSays() throws IOException {
        List<String> told = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/metrics.md")));
        while (row.find()) {
            told.add(row.group());
        }
        List<String> rows = served.values().stream()
                .filter(family -> family.name().startsWith("wm_"))
                .map(MetricsTest::row)
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(rows);
    }

    private static String row(Family family) {
        String labels = String.join(
                ", ",
                family.labels().stream()
                        .sorted()
                        .map(label -> "`" + label + "`")
                        .toList());
        return "| `" + family.name() + "` | " + family.type() + " | " + labels + " | " + family.help() + " |";
    }

    /** Whatever the dashboard or an alert asks for is there. */
    @Test
    void hasWhatDashboardAndAlertsAskFor() throws IOException {
        for (String file : List.of(
                "dist/src/monitoring/grafana/work-manager.json", "dist/kubernetes/chart/alerts/prometheus-rule.yaml")) {
            List<String> used = USED.matcher(Files.readString(ROOT.resolve(file)))
                    .results()
                    .map(found -> found.group().replaceAll("_(bucket|sum|count)$", ""))
                    .distinct()
                    .toList();
            assertThat(used).as(file).isNotEmpty();
            assertThat(served.keySet()).as(file).containsAll(used);
        }
    }
}
