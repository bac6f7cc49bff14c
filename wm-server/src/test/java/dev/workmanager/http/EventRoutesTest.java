package dev.workmanager.http;

import static dev.workmanager.http.Serving.refused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.http.EventReader.Told;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.store.EventId;
import dev.workmanager.store.embedded.EmbeddedOptions;
import dev.workmanager.store.embedded.EmbeddedStore;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class EventRoutesTest {
    private static final String EVENTS = "/v1/events";

    @TempDir
    Path folder;

    private Serving serving;
    private long number;

    @BeforeEach
    void serve() {
        serving = start(100_000);
    }

    /** With so many events that are kept. */
    private Serving start(int events) {
        return new Serving(
                EmbeddedStore.open(new EmbeddedOptions(
                        folder.resolve("data"),
                        folder.resolve("out"),
                        InstantSource.system(),
                        System::nanoTime,
                        new Random(),
                        8 << 20,
                        1 << 20,
                        64 << 20,
                        Duration.ofSeconds(1),
                        events)),
                1 << 20);
    }

    private void startAgain(int events) {
        serving.close();
        serving = start(events);
    }

    @AfterEach
    void close() {
        serving.close();
    }

    private void submit(String job, long items) {
        String body = "{\"times\":\"" + items + "\",\"halt\":\"never\",\"backoff\":\"0s\"}";
        assertThat(serving.put("/v1/jobs/" + job, "application/json", body.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(201);
    }

    private EventReader listen(String query) {
        return new EventReader(serving.address(), query);
    }

    private List<HandedItem> take(int items) {
        return serving.exchange(++number, items).items();
    }

    /** Some of them with a result: files take their time. */
    private void done(List<HandedItem> items) {
        serving.exchange(
                ++number,
                0,
                items.stream()
                        .map(item -> new EndedAttempt(
                                item.token(),
                                "done",
                                item.id() % 50 == 0 ? new byte[] {1} : null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null))
                        .toArray(EndedAttempt[]::new));
    }

    private static long id(Told told) {
        return told.body().get("id").asLong();
    }

    @Test
    void tellsFromNowOn() {
        submit("before", 1);
        try (EventReader reader = listen("?kind=job.*&kind=item.*")) {
            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.header("content-type")).isEqualTo("text/event-stream");
            assertThat(reader.header("cache-control")).isEqualTo("no-store");
            submit("after", 1);
            Told submitted = requireNonNull(reader.next());
            assertThat(submitted.kind()).isEqualTo("job.submitted");
            assertThat(submitted.body().at("/status/items/total").asLong()).isEqualTo(1);
            HandedItem item = take(1).get(0);
            serving.exchange(
                    ++number, 0, new EndedAttempt(item.token(), "failed", null, null, null, 7, null, "oh", null));
            Told failed = reader.next(told -> told.kind().startsWith("item."));
            assertThat(failed.kind()).isEqualTo("item.pending");
            assertThat(failed.body().get("job").asString()).isEqualTo("before");
            assertThat(failed.body().at("/attempt/worker").asString()).isEqualTo("w");
            assertThat(failed.body().at("/attempt/exit").asInt()).isEqualTo(7);
            done(take(1));
            assertThat(reader.next(told -> told.kind().startsWith("item.")).kind())
                    .isEqualTo("item.done");
            assertThat(reader.next(told -> !told.kind().equals("job.progress")).kind())
                    .isEqualTo("job.ended");
        }
    }

    @Test
    void tellsOnlyWhatSomebodyWants() {
        try (EventReader one = listen("?job=a*&kind=item.done&kind=*.submitted");
                EventReader workers = listen("?kind=worker.*")) {
            submit("b", 3);
            submit("a1", 3);
            List<HandedItem> items = take(6);
            done(items);
            assertThat(requireNonNull(one.next()).body().get("job").asString()).isEqualTo("a1");
            for (long id = 1; id <= 3; id++) {
                Told told = requireNonNull(one.next());
                assertThat(told.kind()).isEqualTo("item.done");
                assertThat(told.body().get("job").asString()).isEqualTo("a1");
                assertThat(id(told)).isEqualTo(id);
            }
            assertThat(requireNonNull(workers.next()).kind()).isEqualTo("worker.seen");
        }
    }

    /** Who asks for little has an id that keeps up all the same: else the next connection would begin with a gap. */
    @Test
    void tellsWhereOneStandsWithoutAnEvent() {
        submit("a", 10);
        try (EventReader reader = listen("?kind=job.deleted")) {
            done(take(10));
            reader.awaitPlace(serving.events().newest().toString());
        }
    }

    /** Cut again and again under load, with the id of the last event: every end comes once. */
    @Test
    void goesOnAfterAnIdWithoutLosingOrDoubling() {
        int items = 20_000;
        submit("a", items);
        String place = serving.events().newest().toString();
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
            for (List<HandedItem> taken = take(50); !taken.isEmpty(); taken = take(50)) {
                done(taken);
            }
        });
        TreeSet<Long> seen = new TreeSet<>();
        Random random = new Random(3);
        int connections = 0;
        while (seen.size() < items) {
            connections++;
            try (EventReader reader = new EventReader(serving.address(), "?kind=item.*&kind=gap", place)) {
                for (int left = random.nextInt(1, 1_000); left > 0 && seen.size() < items; left--) {
                    Told told = requireNonNull(reader.next());
                    assertThat(told.kind()).isEqualTo("item.done");
                    assertThat(seen.add(id(told)))
                            .as("item %d once more", id(told))
                            .isTrue();
                }
                place = reader.lastId();
            }
        }
        work.join();
        assertThat(connections).isGreaterThan(10);
    }

    /** Likewise where too little is kept for that: what is not seen is counted. */
    @Test
    void countsWhatIsLostForWhoStaysAwayTooLong() {
        startAgain(300);
        int items = 5_000;
        submit("a", items);
        String place = serving.events().newest().toString();
        long first = serving.events().newest().number();
        TreeSet<Long> seen = new TreeSet<>();
        long all = 0;
        long lost = 0;
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 5; i++) {
                done(take(100));
            }
            long newest = serving.events().newest().number();
            try (EventReader reader = listen("?after=" + place)) {
                while (EventId.parse(place).orElseThrow().number() < newest) {
                    Told told = requireNonNull(reader.next());
                    place = told.id();
                    if (told.kind().equals("gap")) {
                        lost += told.body().get("lost").asLong();
                    } else if (!told.kind().equals("job.progress")) {
                        all++;
                    }
                    if (told.kind().equals("item.done")) {
                        assertThat(seen.add(id(told))).isTrue();
                    }
                }
            }
        }
        assertThat(all + lost).isEqualTo(serving.events().newest().number() - first);
        assertThat(lost).isBetween(1_000L, (long) items);
    }

    /** One takes nothing: the manager and the other one go on, and it is told later what it has missed. */
    @Test
    void holdsUpNobodyForASlowReader() {
        startAgain(2_000);
        submit("a", 100_000);
        try (EventReader slow = listen("");
                EventReader fast = listen("")) {
            long next = 1;
            while (next <= 16_000) {
                List<HandedItem> items = take(1_000);
                done(items);
                for (HandedItem item : items) {
                    Told told = fast.next(
                            any -> any.kind().startsWith("item.") || any.kind().equals("gap"));
                    assertThat(told.kind()).isEqualTo("item.done");
                    assertThat(id(told)).isEqualTo(item.id()).isEqualTo(next);
                    next++;
                }
            }
            TreeSet<Long> seen = new TreeSet<>();
            long others = 0;
            long lost = 0;
            while (EventId.parse(slow.lastId()).orElse(new EventId(0, 0)).number()
                    < serving.events().newest().number()) {
                Told told = requireNonNull(slow.next());
                if (told.kind().equals("gap")) {
                    lost += told.body().get("lost").asLong();
                } else if (told.kind().equals("item.done")) {
                    assertThat(seen.add(id(told))).isTrue();
                } else if (!told.kind().equals("job.progress")) {
                    others++;
                }
            }
            assertThat(lost).isPositive();
            assertThat(seen.size() + others + lost).isEqualTo(16_000 + 1);
        }
    }

    @Test
    void knowsNoPlaceFromBeforeAStart() {
        submit("a", 1);
        String place = serving.events().newest().toString();
        startAgain(1_000);
        submit("b", 1);
        try (EventReader reader =
                new EventReader(serving.address(), "?after=" + serving.events().newest(), place)) {
            Told gap = requireNonNull(reader.next());
            assertThat(gap.kind()).isEqualTo("gap");
            assertThat(gap.body().get("after").asString()).isEqualTo(place);
            assertThat(gap.body().get("upTo").asString()).isEqualTo(gap.id()).endsWith("-0");
            assertThat(gap.body().get("lost")).isNull();
            assertThat(requireNonNull(reader.next()).kind()).isEqualTo("job.submitted");
        }
    }

    @Test
    void tellsHowFarAJobIsOnceASecond() {
        submit("a", 100_000);
        try (EventReader reader = listen("?kind=job.progress&kind=job.ended")) {
            long begun = System.nanoTime();
            long last = 0;
            for (int told = 0; told < 3; told++) {
                done(take(10));
                long done =
                        reader.next(any -> true).body().at("/status/items/done").asLong();
                assertThat(done).isGreaterThanOrEqualTo(last);
                last = done;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1_900));
        }
    }

    @Test
    void endsWithTheManager() {
        List<EventReader> readers = new ArrayList<>();
        submit("a", 30_000);
        for (int i = 0; i < 20; i++) {
            readers.add(listen(i == 0 ? "" : "?kind=job.*"));
        }
        for (int i = 0; i < 30; i++) {
            done(take(1_000));
        }
        long begun = System.nanoTime();
        serving.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        for (EventReader reader : readers.subList(1, 20)) {
            Told last = null;
            for (Told told = reader.next(); told != null; told = reader.next()) {
                last = told;
            }
            assertThat(requireNonNull(last).kind()).isEqualTo("job.ended");
        }
        readers.forEach(EventReader::close);
    }

    @Test
    void letsNotTooManyListen() {
        List<EventReader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < EventStreams.MOST; i++) {
                readers.add(listen(""));
                assertThat(readers.get(i).status()).isEqualTo(200);
            }
            assertThat(refused(serving.get(EVENTS), 503).code()).isEqualTo("unavailable");
            readers.remove(0).close();
            TestServer.until(() -> {
                EventReader another = listen("");
                readers.add(another);
                return another.status() == 200;
            });
        } finally {
            readers.forEach(EventReader::close);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?kind=item.lost,item.pending",
        "?after=17,Last-Event-ID",
        "?after=a&after=b,one value",
        "?state=done,'after, job, kind'"
    })
    void refusesWhatItDoesNotKnow(String query, String message) {
        assertThat(refused(serving.get(EVENTS + query), 400).message()).contains(message);
    }

    @Test
    void takesNoOtherMethod() {
        assertThat(refused(serving.post(EVENTS), 405).code()).isEqualTo("method_not_allowed");
        assertThat(serving.send(serving.request(EVENTS).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }
}
