package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.Report;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Message;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Registration;
import dev.workmanager.store.RegistryReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registrations and messages in the embedded store, and what is left of them after a start. */
class RegistryTest {
    @TempDir
    Path folder;

    private final VirtualClock clock = new VirtualClock(DataFixture.STARTED, 0);
    private EmbeddedStore store;

    @BeforeEach
    void open() throws IOException {
        store = DataFixture.open(folder.resolve("data"), folder.resolve("out"), clock);
    }

    private CompletableFuture<Optional<Message>> submit(
            String worker, String event, @Nullable String content, @Nullable String key) {
        return store.submit(new Command.Tell(new Report(worker, "g." + worker, event, content, key), true));
    }

    private Optional<Message> tell(String worker, String event, @Nullable String content, @Nullable String key) {
        CompletableFuture<Optional<Message>> answer = submit(worker, event, content, key);
        while (!answer.isDone()) {
            store.step();
        }
        return answer.join();
    }

    private Optional<Message> tell(String worker, String event) {
        return tell(worker, event, null, null);
    }

    /** Many at a time. */
    private void tellAll(int count, IntFunction<CompletableFuture<Optional<Message>>> each) {
        List<CompletableFuture<Optional<Message>>> answers =
                IntStream.range(0, count).mapToObj(each).toList();
        while (!answers.get(count - 1).isDone()) {
            store.step();
        }
        assertThat(answers).allMatch(answer -> answer.join().isPresent());
    }

    private List<Message> messages() {
        return store.registry().before(RegistryReader.END, message -> true, Integer.MAX_VALUE);
    }

    private List<String> registered() {
        return store.registry().all().stream().map(Registration::worker).toList();
    }

    private void startAgain(boolean checkpoint) throws IOException {
        List<Message> before = messages();
        List<Registration> registered = store.registry().all();
        if (checkpoint) {
            store.checkpoint();
            store.step();
        }
        store.close();
        open();
        assertThat(messages()).isEqualTo(before);
        assertThat(store.registry().all()).isEqualTo(registered);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allIsThereAfterAStart(boolean checkpoint) throws IOException {
        tell("a", Report.STARTED);
        tell("b", Report.STARTED, "", "k");
        clock.pass(1_000);
        tell("a", Report.STARTED, "again", null);
        tell("c", Report.STARTED);
        tell("c", Report.STOPPED);
        startAgain(checkpoint);
        assertThat(registered()).containsExactly("a", "b");
        assertThat(store.registry().registration("a"))
                .contains(new Registration("a", "g.a", DataFixture.STARTED + 1_000));
        assertThat(messages()).extracting(Message::number).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(messages().get(3).report()).isEqualTo(new Report("b", "g.b", Report.STARTED, "", "k"));
        assertThat(tell("b", Report.STOPPED, "x", "k"))
                .as("told before")
                .contains(messages().get(3));
        assertThat(registered()).containsExactly("a", "b");
        tell("d", "failure");
        assertThat(messages().get(0).number()).isEqualTo(6);
        startAgain(!checkpoint);
    }

    @Test
    void whoIsNotRegisteredCannotStop() throws IOException {
        assertThat(tell("a", Report.STOPPED)).isEmpty();
        assertThat(messages()).isEmpty();
        startAgain(false);
    }

    @Test
    void oneBatchSeesWhatItChanges() {
        List<CompletableFuture<Optional<Message>>> answers = List.of(
                submit("a", Report.STARTED, null, "k"),
                submit("a", Report.STARTED, null, "k"),
                submit("a", Report.STOPPED, null, null),
                submit("a", Report.STOPPED, null, null),
                submit("a", Report.STARTED, null, null));
        store.step();
        assertThat(answers)
                .extracting(answer -> answer.join().map(Message::number).orElse(0L))
                .containsExactly(1L, 1L, 2L, 0L, 3L);
        assertThat(registered()).containsExactly("a");
    }

    @Test
    void theOldestMessagesGoByTheirNumber() throws IOException {
        tellAll(Message.MAX_KEPT + 10, i -> submit("w", "processing", null, "k" + i));
        assertThat(messages()).hasSize(Message.MAX_KEPT);
        assertThat(messages().get(Message.MAX_KEPT - 1).number()).isEqualTo(11);
        assertThat(tell("w", "processing", null, "k10").orElseThrow().number()).isEqualTo(11);
        assertThat(tell("w", "processing", null, "k9").orElseThrow().number())
                .as("forgotten with its message")
                .isEqualTo(Message.MAX_KEPT + 11);
        startAgain(true);
        startAgain(false);
    }

    @Test
    void theOldestMessagesGoByTheirLength() throws IOException {
        String content = "x".repeat(Report.MAX_CONTENT);
        int fit = Message.MAX_KEPT_CHARACTERS / (content.length() + "w.processingg".length() + 1);
        tellAll(2 * fit, i -> submit("w", "processing", content, null));
        assertThat(messages()).hasSize(fit);
        assertThat(messages().stream().mapToLong(Message::characters).sum())
                .isLessThanOrEqualTo(Message.MAX_KEPT_CHARACTERS);
        assertThat(messages().get(0).number()).isEqualTo(2L * fit);
        startAgain(false);
        startAgain(true);
    }

    @Test
    void noMoreThanSoManyRegister() throws IOException {
        tellAll(Registration.MAX, i -> submit("w" + i, Report.STARTED, null, null));
        assertThat(registered()).hasSize(Registration.MAX);
        CompletableFuture<ErrorCode> refusal = submit("one more", Report.STARTED, null, null)
                .handle((answer, refused) -> ((RefusedException) refused).code());
        store.step();
        assertThat(refusal).isCompletedWithValue(ErrorCode.UNAVAILABLE);
        assertThat(tell("w0", Report.STARTED)).as("it is registered").isPresent();
        assertThat(tell("w1", Report.STOPPED)).isPresent();
        assertThat(tell("one more", Report.STARTED)).isPresent();
        assertThat(new HashSet<>(registered()))
                .hasSize(Registration.MAX)
                .doesNotContain("w1")
                .contains("one more");
        startAgain(true);
    }

    /** Never to be changed: these bytes lie in data folders. */
    @Test
    void thisIsHowTheyAreWritten() {
        Message message = new Message(3, 1_000, new Report("w", "", "failure", "é", "k"));
        assertThat(encoded(new Fact.MessageIs(message)))
                .isEqualTo("4a1a080310e8071a017722002a076661696c7572653202c3a93a016b");
        assertThat(encoded(new Fact.RegistrationIs(new Registration("w", "g.h", 1_000))))
                .isEqualTo("520b0a01771203672e6818e807");
        assertThat(encoded(new Fact.RegistrationGone("w"))).isEqualTo("5a030a0177");
    }

    private static String encoded(Fact fact) {
        Encoder out = new Encoder(10);
        FactCodec.encode(fact, out);
        assertThat(decoded(out.toBytes())).isEqualTo(fact);
        return HexFormat.of().formatHex(out.toBytes());
    }

    private static Fact decoded(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        return FactCodec.decode(in.next(), in);
    }

    @Test
    void fieldsOfALaterVersionArePassedOver() {
        for (Fact fact : List.of(
                new Fact.MessageIs(new Message(3, 1_000, new Report("w", null, "failure", null, null))),
                new Fact.RegistrationIs(new Registration("w", null, 1_000)),
                new Fact.RegistrationGone("w"))) {
            Encoder known = new Encoder(10);
            FactCodec.encode(fact, known);
            Decoder in = new Decoder(known.toBytes());
            int kind = in.next();
            Encoder more = new Encoder(10);
            byte[] fields = in.asBytes();
            more.raw(fields, fields.length);
            more.field(15, "later".getBytes(StandardCharsets.US_ASCII));
            more.field(16, 7);
            Encoder frame = new Encoder(10);
            frame.field(kind, more);
            assertThat(decoded(frame.toBytes())).isEqualTo(fact);
        }
    }
}
