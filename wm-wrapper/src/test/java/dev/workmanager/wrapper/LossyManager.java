package dev.workmanager.wrapper;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.workmanager.client.ManagerAddress;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.RenewRequest;
import dev.workmanager.protocol.StoredResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Queue;
import java.util.function.Supplier;

/** A {@link ManagerState} behind WireMock, where things go wrong on the way and at the other end. */
final class LossyManager implements AutoCloseable {
    private final ManagerState state;
    private final WireMockServer server;
    private final int port;
    private final Queue<Mishap> planned = new ArrayDeque<>();
    private Supplier<Mishap> fate = () -> Mishap.NONE;
    private boolean onlyExchanges = true;

    LossyManager(ManagerState state) {
        this(state, 0);
    }

    /** @param port 0 for any that is free */
    LossyManager(ManagerState state, int port) {
        this.state = state;
        this.server = new WireMockServer(WireMockConfiguration.options()
                .port(port)
                .bindAddress("127.0.0.1")
                .containerThreads(60)
                .disableRequestJournal()
                .extensions(new Answer()));
        server.stubFor(any(anyUrl()).willReturn(ok()));
        server.start();
        this.port = server.port();
    }

    ManagerAddress address() {
        return ManagerAddress.parse("127.0.0.1:" + port);
    }

    /** The next exchanges meet with this, one each. */
    synchronized LossyManager plan(Mishap... mishaps) {
        planned.addAll(Arrays.asList(mishaps));
        return this;
    }

    /** Every request meets with what this says. */
    synchronized LossyManager fate(Supplier<Mishap> decides) {
        fate = decides;
        onlyExchanges = false;
        return this;
    }

    /** Goes away. */
    void stop() {
        server.stop();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        state.close();
        server.stop();
    }

    private synchronized Mishap next(String path) {
        if (onlyExchanges && !path.equals(ExchangeRequest.PATH)) {
            return Mishap.NONE;
        }
        Mishap mishap = planned.poll();
        return mishap == null ? fate.get() : mishap;
    }

    private ResponseDefinition answer(Request request) {
        String path = request.getUrl();
        Mishap mishap = next(path);
        ResponseDefinitionBuilder answer = new ResponseDefinitionBuilder().withStatus(200);
        String body = "";
        try {
            body = mishap.arrives()
                    ? new String(Json.write(handle(path, request.getBody())), StandardCharsets.UTF_8)
                    : "";
        } catch (ManagerState.Refusal e) {
            answer.withStatus(e.status());
            body = new String(Json.write(e.body()), StandardCharsets.UTF_8);
        }
        mishap.strike(answer, body);
        return answer.build();
    }

    private Object handle(String path, byte[] body) {
        if (path.contains("/log?offset=")) {
            long offset = Long.parseLong(path.substring(path.indexOf('=') + 1));
            return state.append(path.split("/", -1)[3], offset, body);
        }
        return switch (path) {
            case ExchangeRequest.PATH -> state.exchange(Json.read(body, ExchangeRequest.class));
            case RenewRequest.PATH -> state.renew(Json.read(body, RenewRequest.class));
            default -> state.put(path.split("/", -1)[3], new StoredResult(body.length, sha256(body)));
        };
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Answer implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            return answer(event.getRequest());
        }

        @Override
        public String getName() {
            return "answer";
        }
    }
}
