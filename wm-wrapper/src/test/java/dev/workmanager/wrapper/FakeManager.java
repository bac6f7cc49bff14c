package dev.workmanager.wrapper;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.workmanager.client.ManagerAddress;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.RenewRequest;
import dev.workmanager.protocol.StoredResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A {@link ManagerState} over HTTP, for where nothing goes wrong on the way. Keeps large results only as size and hash. */
final class FakeManager implements AutoCloseable {
    private final ManagerState state;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    FakeManager(ManagerState state) throws IOException {
        this.state = state;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    ManagerAddress address() {
        return ManagerAddress.parse("127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        state.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            int status = 200;
            Object answer;
            try {
                answer = answer(http);
            } catch (ManagerState.Refusal e) {
                status = e.status();
                answer = e.body();
            }
            byte[] body = Json.write(answer);
            http.getRequestBody().readAllBytes();
            http.sendResponseHeaders(status, body.length);
            http.getResponseBody().write(body);
        }
    }

    private Object answer(HttpExchange http) throws IOException {
        String path = http.getRequestURI().getPath();
        if (path.equals(ExchangeRequest.PATH)) {
            return state.exchange(Json.read(http.getRequestBody().readAllBytes(), ExchangeRequest.class));
        }
        if (path.equals(RenewRequest.PATH)) {
            return state.renew(Json.read(http.getRequestBody().readAllBytes(), RenewRequest.class));
        }
        if (path.endsWith("/log")) {
            long offset = Long.parseLong(http.getRequestURI().getQuery().substring("offset=".length()));
            return state.append(
                    path.split("/", -1)[3], offset, http.getRequestBody().readAllBytes());
        }
        return state.put(path.split("/", -1)[3], digest(http.getRequestBody()));
    }

    private static StoredResult digest(InputStream body) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            long size = new DigestInputStream(body, sha256).transferTo(java.io.OutputStream.nullOutputStream());
            return new StoredResult(size, HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
