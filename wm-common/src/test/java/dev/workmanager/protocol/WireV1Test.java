package dev.workmanager.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests and answers of version 1 as they were recorded: whatever comes later, they stay readable. The files are never changed; a
 * later version records its own beside them.
 */
final class WireV1Test {
    private static final Path FOLDER = Path.of("src/test/resources/wire-v1");
    private static final String TOKEN = "00000000000000ab-17-2-deadbeef";
    private static final String OTHER = "00000000000000ab-18-1-0badcafe";
    private static final String SHA256 = "0f".repeat(32);

    /** What each file means. */
    private static final Map<String, Object> MEANINGS = new TreeMap<>(RecordedBodies.ALL);

    /** What those mean that came first. */
    private static final Map<String, Object> FIRST = Map.ofEntries(
            Map.entry(
                    "exchange-request-first",
                    new ExchangeRequest(
                            "w-1.A_b",
                            3,
                            1,
                            new About("product.importer", "host-ü", 4711L, "0.1.0", null),
                            List.of(),
                            1,
                            20_000,
                            null,
                            null)),
            Map.entry(
                    "exchange-request-ended",
                    new ExchangeRequest(
                            "w",
                            0,
                            Long.MAX_VALUE,
                            null,
                            List.of(
                                    ended("done", new byte[] {0, 1, -1, 'x'}),
                                    ended("done", null),
                                    new EndedAttempt(
                                            TOKEN, "done", null, 5_000_000_000L, SHA256, null, null, null, null),
                                    new EndedAttempt(TOKEN, "failed", null, null, null, 3, null, "oh \"no\"\n", "out"),
                                    new EndedAttempt(TOKEN, "failed", null, null, null, null, 9, "", null),
                                    ended("timed-out", null),
                                    ended("released", null),
                                    ended("given-back", null)),
                            0,
                            0,
                            null,
                            null)),
            Map.entry(
                    "exchange-answer-items",
                    new ExchangeAnswer(
                            List.of(
                                    new Outcome(TOKEN, Outcome.ACCEPTED),
                                    new Outcome(OTHER, Outcome.SUPERSEDED),
                                    new Outcome(TOKEN, Outcome.CANCELLED),
                                    new Outcome("nonsense", Outcome.UNKNOWN)),
                            ExchangeAnswer.ITEMS,
                            List.of(
                                    new HandedItem(TOKEN, "default", 17, 16, "ages 26–50.txt", 2, 3, 30_000, null),
                                    new HandedItem(
                                            OTHER,
                                            "default",
                                            Long.MAX_VALUE,
                                            Long.MAX_VALUE - 1,
                                            null,
                                            1,
                                            3,
                                            30_000,
                                            null)),
                            null)),
            Map.entry("exchange-answer-wait", new ExchangeAnswer(List.of(), ExchangeAnswer.WAIT, List.of(), null)),
            Map.entry(
                    "exchange-answer-finished",
                    new ExchangeAnswer(List.of(), ExchangeAnswer.FINISHED, List.of(), null)),
            Map.entry("renew-request", new RenewRequest("w", List.of(TOKEN, OTHER), null)),
            Map.entry(
                    "renew-answer",
                    new RenewAnswer(
                            List.of(
                                    new RenewAnswer.Lease(TOKEN, RenewAnswer.HELD),
                                    new RenewAnswer.Lease(OTHER, RenewAnswer.ENDED),
                                    new RenewAnswer.Lease(TOKEN, Outcome.SUPERSEDED),
                                    new RenewAnswer.Lease(TOKEN, Outcome.CANCELLED),
                                    new RenewAnswer.Lease("nonsense", Outcome.UNKNOWN)),
                            null)),
            Map.entry("stored-log", new StoredLog(StoredLog.MAX_SIZE, true)),
            Map.entry("stored-result", new StoredResult(5_000_000_000L, SHA256)),
            Map.entry("error", new ErrorBody("stale_request", "exchange 6 comes too late", "5f1c")));

    static {
        MEANINGS.putAll(FIRST);
    }

    private static EndedAttempt ended(String how, byte @Nullable [] result) {
        return new EndedAttempt(TOKEN, how, result, null, null, null, null, null, null);
    }

    static Set<String> names() {
        return MEANINGS.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isRead(String name) {
        assertThat(read(text(name), meaning(name).getClass()))
                .usingRecursiveComparison()
                .isEqualTo(meaning(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isWritten(String name) {
        assertThat(new String(Json.write(meaning(name)), StandardCharsets.UTF_8))
                .isEqualTo(text(name));
    }

    /** What people write is not read so: there a field that is not known is an error. */
    static Stream<String> namesOfWhatProgramsWrite() {
        return names().stream().filter(name -> !(meaning(name) instanceof JobSubmission));
    }

    /** Manager and workers may be a version apart. */
    @ParameterizedTest
    @MethodSource("namesOfWhatProgramsWrite")
    void isReadWithFieldsOfALaterVersion(String name) {
        String field = "{\"later\":[{\"is\":null}],\"";
        // The names in a policy are no fields.
        String later = text(name).replace("{\"", field).replace("\"policy\":" + field, "\"policy\":{\"");
        assertThat(read(later, meaning(name).getClass()))
                .usingRecursiveComparison()
                .isEqualTo(meaning(name));
    }

    @Test
    void everyRecordedFileIsRead() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    @Test
    void theCodesOfErrorsStay() {
        assertThat(Stream.of(ErrorCode.values()).collect(Collectors.toMap(ErrorCode::code, ErrorCode::status)))
                .containsAllEntriesOf(Map.ofEntries(
                        Map.entry("malformed_request", 400),
                        Map.entry("not_found", 404),
                        Map.entry("unknown_item", 404),
                        Map.entry("method_not_allowed", 405),
                        Map.entry("stale_request", 409),
                        Map.entry("superseded", 409),
                        Map.entry("result_missing", 409),
                        Map.entry("too_large", 413),
                        Map.entry("internal", 500),
                        Map.entry("unavailable", 503),
                        Map.entry("storage_full", 507)));
    }

    private static Object meaning(String name) {
        return requireNonNull(MEANINGS.get(name));
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static String text(String name) {
        try (InputStream in = requireNonNull(
                WireV1Test.class.getResourceAsStream("/wire-v1/" + name + ".json"), name + ".json is not there")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
