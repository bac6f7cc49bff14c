package dev.workmanager.endtoend;

import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.Json;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A crowd of workers, each on its own connection, that ask for an item of one job, and wait for as long as they may. For one thread. */
final class Waiters implements Closeable {
    private static final int TIMEOUT_MILLIS = 120_000;

    private final List<Socket> sockets = new ArrayList<>();

    /** All of them have asked. */
    Waiters(int port, int count, String job) throws IOException {
        for (int i = 0; i < count; i++) {
            ExchangeRequest request = new ExchangeRequest(
                    "waiter-" + i, 0, 1, null, List.of(), 1, ExchangeRequest.MAX_WAIT_MILLIS, job, null);
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(socket);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write(Message.request("POST", ExchangeRequest.PATH, Json.write(request))
                            .bytes());
        }
    }

    /** Reads all answers; how often each word came. */
    Map<String, Integer> answers() throws IOException {
        Map<String, Integer> answers = new TreeMap<>();
        for (Socket socket : sockets) {
            Message answer = Objects.requireNonNull(Message.read(new BufferedInputStream(socket.getInputStream())));
            answers.merge(kind(answer), 1, Integer::sum);
        }
        return answers;
    }

    private static String kind(Message answer) {
        return answer.status() == 200
                ? Json.read(answer.body(), ExchangeAnswer.class).next()
                : answer.status() + " " + answer.text();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
