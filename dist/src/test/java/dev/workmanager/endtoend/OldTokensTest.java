package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lease tokens from before the data folder was another one: what they bring counts for nothing, and changes nothing. */
final class OldTokensTest {
    @TempDir
    Path folder;

    private Manager manager;

    @BeforeEach
    void begin() throws Exception {
        manager = new Manager(folder, "-Xmx128m");
        job("numeric: 1-9");
    }

    @AfterEach
    void end() {
        manager.close();
    }

    @Test
    void ofADataFolderThatWasEmptied() throws Exception {
        start();
        List<HandedItem> old = take("old", 1, 3).items();
        finish("old", 2, old.get(0));
        manager.kill();
        Trees.delete(manager.data());
        start();
        requireNothing(old, Outcome.UNKNOWN);
    }

    @Test
    void ofAnotherJobOfTheSameName() throws Exception {
        start();
        List<HandedItem> old = take("old", 1, 3).items();
        assertThat(manager.stop()).isEqualTo(143);
        Trees.delete(manager.data());
        job("list:\none\ntwo\nthree");
        start();
        List<HandedItem> now = take("now", 1, 3).items();
        assertThat(now)
                .extracting(HandedItem::id)
                .isEqualTo(old.stream().map(HandedItem::id).toList());
        requireNothing(old, Outcome.UNKNOWN);
        assertThat(finish("now", 2, now.get(0))).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void ofADataFolderThatWasPutBackFromACopy() throws Exception {
        start();
        HandedItem before = take("before", 1, 1).items().get(0);
        manager.kill();
        Path copy = folder.resolve("copy");
        Trees.copy(manager.data(), copy);
        start();
        List<HandedItem> after = take("after", 1, 3).items();
        finish("after", 2, after.get(0));
        manager.kill();
        Trees.delete(manager.data());
        Trees.copy(copy, manager.data());
        start();
        requireNothing(after, Outcome.UNKNOWN);
        List<HandedItem> again = take("again", 1, 3).items();
        assertThat(again)
                .extracting(HandedItem::id)
                .containsAll(after.stream().map(HandedItem::id).toList());
        requireNothing(after, Outcome.UNKNOWN);
        assertThat(finish("before", 2, before)).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void ofAnItemThatHasMovedOn() throws Exception {
        start();
        List<HandedItem> old = take("old", 1, 3).items();
        manager.kill();
        start("--wipe");
        List<HandedItem> now = take("now", 1, 3).items();
        requireNothing(old, Outcome.SUPERSEDED);
        assertThat(now).extracting(HandedItem::attempt).containsOnly(2);
        assertThat(finish("now", 2, now.get(0))).isEqualTo(Outcome.ACCEPTED);
        requireNothing(old, Outcome.SUPERSEDED);
    }

    private void job(String source) throws IOException {
        Files.writeString(folder.resolve("wm-config"), source + "\n");
    }

    private void start(String... more) throws Exception {
        manager.start(more);
        manager.awaitUp();
    }

    /** Brings results for all of them, inline and put, as a worker of its own. */
    private void requireNothing(List<HandedItem> old, String outcome) throws IOException {
        Map<String, String> out = Trees.read(manager.out());
        String status = status();
        String worker = "late-" + manager.lives() + "-" + out.hashCode() + "-" + status.hashCode();
        List<EndedAttempt> ended = old.stream().map(OldTokensTest::done).toList();
        ExchangeAnswer answer = exchange(new ExchangeRequest(worker, 0, 1, null, ended, 0, 0, null, null));
        assertThat(answer.outcomes()).extracting(Outcome::outcome).containsOnly(outcome);
        try (Wire wire = new Wire(manager.port())) {
            for (HandedItem item : old) {
                Message put = Message.request("PUT", "/v1/leases/" + item.token() + "/result", new byte[100_000]);
                assertThat(wire.ask(put).status()).isEqualTo(409);
            }
        }
        assertThat(status()).isEqualTo(status);
        assertThat(Trees.read(manager.out())).isEqualTo(out);
    }

    private ExchangeAnswer take(String worker, long number, int take) throws IOException {
        return exchange(new ExchangeRequest(worker, 0, number, null, List.of(), take, 0, null, null));
    }

    private String finish(String worker, long number, HandedItem item) throws IOException {
        return exchange(new ExchangeRequest(worker, 0, number, null, List.of(done(item)), 0, 0, null, null))
                .outcomes()
                .get(0)
                .outcome();
    }

    private static EndedAttempt done(HandedItem item) {
        byte[] result = ("by " + item.token() + "\n").getBytes(StandardCharsets.UTF_8);
        return new EndedAttempt(item.token(), "done", result, null, null, null, null, null, null);
    }

    private ExchangeAnswer exchange(ExchangeRequest request) throws IOException {
        try (Wire wire = new Wire(manager.port())) {
            Message answer = wire.ask(Message.request("POST", ExchangeRequest.PATH, Json.write(request)));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return Json.read(answer.body(), ExchangeAnswer.class);
        }
    }

    private String status() throws IOException {
        try (Wire wire = new Wire(manager.port())) {
            return wire.get("/status").text();
        }
    }
}
