package dev.workmanager.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ControlClientTest {
    private static final String OF_HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private final List<String> said = new ArrayList<>();

    private ControlClient client(RawServer server, Duration giveUpAfter) {
        return ControlClient.connect(
                ManagerAddress.parse("127.0.0.1:" + server.port()),
                Credentials.ofToken("s3cret"),
                giveUpAfter,
                System::nanoTime,
                new Random(1),
                said::add);
    }

    private static String chunked(String type, String whole, String... chunks) {
        StringBuilder answer = new StringBuilder(
                "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String chunk : chunks) {
            answer.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return answer + whole;
    }

    private static String item(long id) {
        return "{\"id\":" + id + ",\"index\":" + id
                + ",\"state\":\"done\",\"attempts\":1,\"failures\":0,\"giveBacks\":0,\"losses\":0}\n";
    }

    /** So the manager's log shows what belongs together. */
    @Test
    void eachTryOfACallHasItsIdAndItsNumber() throws IOException {
        String busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
        String jobs = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"jobs\":[]}";
        try (RawServer server = new RawServer(List.of(busy, busy, jobs));
                ControlClient client = client(server, Duration.ofMinutes(1))) {
            client.jobs();
            client.jobs();
            List<String> ids = server.heads().stream()
                    .map(head -> head.replaceFirst("(?s).*X-Request-Id: (\\S+).*", "$1"))
                    .toList();
            String first = ids.get(0);
            assertThat(ids).startsWith(first, first + ".2", first + ".3").hasSize(4);
            assertThat(ids.get(3)).isNotEqualTo(first).doesNotContain(".");
        }
    }

    @Test
    void goesOnWithItemsWhereTheAnswerBroke() throws IOException {
        String broken = chunked("application/x-ndjson", "", item(3) + item(4), item(5).substring(0, 9));
        String rest = chunked("application/x-ndjson", "0\r\n\r\n", item(5) + item(6));
        try (RawServer server = new RawServer(List.of(broken, rest));
                ControlClient client = client(server, Duration.ofMinutes(1))) {
            List<Long> seen = new ArrayList<>();
            client.forEachItem("crunch", ItemQuery.ALL.in("done").between(3, 100), item -> seen.add(item.id()));
            assertThat(seen).containsExactly(3L, 4L, 5L, 6L);
            assertThat(server.heads()).hasSize(2);
            assertThat(server.heads().get(0)).contains("from=3").contains("Authorization: Bearer s3cret");
            assertThat(server.heads().get(1)).contains("from=5").contains("state=done");
        }
    }

    @Test
    void goesOnWithAResultWhereItBroke() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nETag: \"" + OF_HELLO + "\"\r\nContent-Length: 5\r\n\r\nhel";
        String rest = "HTTP/1.1 206 Partial\r\nETag: \"" + OF_HELLO + "\"\r\nContent-Length: 2\r\n\r\nlo";
        try (RawServer server = new RawServer(List.of(head, rest));
                ControlClient client = client(server, Duration.ofMinutes(1))) {
            ByteArrayOutputStream result = new ByteArrayOutputStream();
            client.result("crunch", 7, result);
            assertThat(result.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
            assertThat(server.heads().get(1)).contains("Range: bytes=3-").contains("If-Range: \"" + OF_HELLO);
        }
    }

    @Test
    void noticesAResultThatChangesMeanwhile() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nETag: \"" + OF_HELLO + "\"\r\nContent-Length: 5\r\n\r\nhel";
        String other = "HTTP/1.1 200 OK\r\nETag: \"other\"\r\nContent-Length: 5\r\n\r\nworld";
        try (RawServer server = new RawServer(List.of(head, other));
                ControlClient client = client(server, Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> client.result("crunch", 7, new ByteArrayOutputStream()))
                    .isInstanceOf(ResultException.class)
                    .hasMessageContaining("item 7 of job 'crunch' has changed");
        }
    }

    @Test
    void noticesAResultThatIsDamaged() throws IOException {
        String damaged = "HTTP/1.1 200 OK\r\nETag: \"" + OF_HELLO + "\"\r\nContent-Length: 5\r\n\r\nhellO";
        try (RawServer server = new RawServer(damaged);
                ControlClient client = client(server, Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> client.result("crunch", 7, new ByteArrayOutputStream()))
                    .isInstanceOf(ResultException.class)
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void hearsTheSameStreamAgainBehindTheLastEvent() throws IOException {
        String first = chunked(
                "text/event-stream",
                "",
                "retry: 2000\nid: 00000000000000aa-4\n\n:\n\nid: 00000000000000aa-5\nevent: job.ended\ndata: {\"a\":1}\n\n");
        String second =
                chunked("text/event-stream", "", "id: 00000000000000aa-6\nevent: item.done\ndata: {\"b\":2}\n\n");
        try (RawServer server = new RawServer(List.of(first, second));
                ControlClient client = client(server, Duration.ofMinutes(1))) {
            List<String> heard = new ArrayList<>();
            client.listen(List.of("job.*", "item.*"), List.of("crunch"), Optional.empty(), event -> {
                heard.add(event.id() + " " + event.kind() + " " + new String(event.body(), StandardCharsets.UTF_8));
                return heard.size() < 2;
            });
            assertThat(heard)
                    .containsExactly(
                            "00000000000000aa-5 job.ended {\"a\":1}", "00000000000000aa-6 item.done {\"b\":2}");
            assertThat(server.heads().get(0)).contains("kind=job.*&kind=item.*&job=crunch ");
            assertThat(server.heads().get(1)).contains("after=00000000000000aa-5");
        }
    }

    @Test
    void triesOnceWhenItIsNotToWait() throws IOException {
        RawServer gone = new RawServer("");
        gone.close();
        try (ControlClient client = client(gone, Duration.ZERO)) {
            assertThatThrownBy(client::jobs)
                    .isInstanceOf(GaveUpException.class)
                    .hasMessageStartingWith("no good answer from the manager at http://127.0.0.1:");
        }
        assertThat(said).isEmpty();
    }
}
