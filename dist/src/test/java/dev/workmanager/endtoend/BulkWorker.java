package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes and ends a thousand items at a time, without results, and waits for none. Of one job, or of any. For one thread. */
final class BulkWorker implements Closeable {
    static final int BATCH = 1_000;

    private final Wire wire;
    private final String name;
    private final @Nullable String job;
    private long number;

    BulkWorker(int port, String name) {
        this(port, name, null);
    }

    BulkWorker(int port, String name, @Nullable String job) {
        this.wire = new Wire(port);
        this.name = name;
        this.job = job;
    }

    ExchangeAnswer done(List<HandedItem> held) throws IOException {
        return end(held, "done", null);
    }

    ExchangeAnswer failed(List<HandedItem> held) throws IOException {
        return end(held, "failed", 7);
    }

    private ExchangeAnswer end(List<HandedItem> held, String end, @Nullable Integer exit) throws IOException {
        List<EndedAttempt> ended = held.stream()
                .map(item -> new EndedAttempt(item.token(), end, null, null, null, exit, null, null, null))
                .toList();
        number++;
        ExchangeRequest request = new ExchangeRequest(name, 0, number, null, ended, BATCH, 0, job, null);
        Message answer = wire.ask(Message.request("POST", ExchangeRequest.PATH, Json.write(request)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Json.read(answer.body(), ExchangeAnswer.class);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
