package dev.workmanager.client;

import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.RenewAnswer;
import dev.workmanager.protocol.RenewRequest;
import dev.workmanager.protocol.RequestId;
import dev.workmanager.protocol.StoredLog;
import dev.workmanager.protocol.StoredResult;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One manager, one method a route, one try a call. What comes back is a whole answer that makes sense, or a {@link
 * ManagerException}: {@link UnavailableException} if the request may simply be sent again, {@link RefusedException} if not.
 * Thread-safe; a call blocks its thread, and a {@link Cut} ends it from another one. Its threads do not keep a program alive.
 */
final class ManagerClient implements AutoCloseable {
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    /** The manager may sync a result of some GiB to a slow disk before it answers. */
    private static final Duration PUT_ANSWER = Duration.ofMinutes(5);

    private final HttpUrl base;
    private final String agent;
    private final String name;
    private final AtomicLong calls = new AtomicLong();
    private final Credentials credentials;
    private final OkHttpClient http;

    ManagerClient(WorkSettings settings, RandomGenerator random) {
        this(settings.manager(), settings.agent(), settings.credentials(), random);
    }

    /**
     * @param random so that no other client calls its requests the same
     */
    ManagerClient(ManagerAddress address, String agent, Credentials credentials, RandomGenerator random) {
        this.base = HttpUrl.get(address.url());
        this.agent = agent;
        this.name = HexFormat.of().toHexDigits(random.nextInt());
        this.credentials = credentials;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .socketFactory(new PromptSockets())
                .authenticator(withNewToken(credentials))
                .protocols(List.of(Protocol.HTTP_1_1))
                // Without TLS in the list its machinery is not even loaded: a tenth of a second of each start.
                .connectionSpecs(List.of(address.encrypted() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
                // One for each slot; none is kept over a child that runs for long.
                .connectionPool(new ConnectionPool(1_000, 1, TimeUnit.MINUTES))
                .proxy(java.net.Proxy.NO_PROXY)
                .fastFallback(false)
                .followRedirects(false)
                .connectTimeout(Duration.ofSeconds(10))
                .writeTimeout(Duration.ofSeconds(30))
                .readTimeout(PUT_ANSWER);
        credentials.trust().ifPresent(trust -> builder.sslSocketFactory(trust.sockets(), trust.authorities()));
        this.http = builder.build();
    }

    /** Asks once more where the token was refused and there is another one by now. */
    private static Authenticator withNewToken(Credentials credentials) {
        return (route, response) -> {
            Request refused = response.request();
            String sent = refused.header(AUTHORIZATION);
            if (sent == null || response.priorResponse() != null) {
                return null;
            }
            return credentials
                    .otherThan(sent.substring(BEARER.length()))
                    .map(token -> refused.newBuilder()
                            .header(AUTHORIZATION, BEARER + token)
                            .build())
                    .orElse(null);
        };
    }

    /**
     * {@code POST /v1/exchange}.
     *
     * @param limit the whole call takes no longer
     */
    ExchangeAnswer exchange(ExchangeRequest request, Duration limit, Cut cut) {
        Request post = request(ExchangeRequest.PATH)
                .post(RequestBody.create(Json.write(request), JSON))
                .build();
        return send(
                post, limit, cut, response -> Answers.checked(request, Answers.read(response, ExchangeAnswer.class)));
    }

    /**
     * {@code POST /v1/leases/renew}.
     *
     * @param limit the whole call takes no longer
     */
    RenewAnswer renew(RenewRequest request, Duration limit) {
        Request post = request(RenewRequest.PATH)
                .post(RequestBody.create(Json.write(request), JSON))
                .build();
        return send(post, limit, new Cut(), response -> Answers.checked(Answers.read(response, RenewAnswer.class)));
    }

    /**
     * {@code PUT /v1/leases/{token}/result}.
     *
     * @param limit the whole call takes no longer; zero for no limit
     * @throws java.io.UncheckedIOException if the result cannot be read
     */
    StoredResult putResult(String token, ResultSource result, Duration limit, Cut cut) {
        Request put =
                request(StoredResult.path(token)).put(new ResultBody(result)).build();
        return send(put, limit, cut, response -> Answers.checked(Answers.read(response, StoredResult.class)));
    }

    /**
     * Any route about jobs, which may be asked again without harm.
     *
     * @param body null for none
     * @param limit the whole call takes no longer; zero for no limit
     */
    <T> T ask(
            String method,
            String path,
            Map<String, String> query,
            @Nullable RequestBody body,
            Duration limit,
            Class<T> type) {
        return send(
                request(path, query).method(method, body).build(),
                limit,
                new Cut(),
                response -> Answers.read(response, type));
    }

    /**
     * {@code POST /v1/leases/{token}/log}.
     *
     * @param offset how many bytes of the log come before these
     * @param limit the whole call takes no longer
     */
    StoredLog appendLog(String token, long offset, byte[] bytes, Duration limit, Cut cut) {
        Request post = request(StoredLog.path(token), Map.of("offset", Long.toString(offset)))
                .post(RequestBody.create(bytes, BYTES))
                .build();
        return send(post, limit, cut, response -> Answers.checked(Answers.read(response, StoredLog.class)));
    }

    /**
     * {@code GET /v1/jobs/{job}/items/{id}/log}: copies what there is, or, following, what comes until the attempt has ended or the
     * manager ends.
     *
     * @param attempt its number; absent for the newest one
     * @param offset with {@code follow}: where to begin
     * @return how many bytes came
     * @throws java.io.UncheckedIOException if they cannot be written
     */
    long readLog(String job, long id, OptionalInt attempt, boolean follow, long offset, OutputStream to, Cut cut) {
        Map<String, String> query = new LinkedHashMap<>();
        attempt.ifPresent(number -> query.put("attempt", Integer.toString(number)));
        if (follow) {
            query.put("follow", "true");
            query.put("offset", Long.toString(offset));
        }
        Request get =
                request(StoredLog.path(job, Long.toString(id)), query).get().build();
        // Who says nothing for hours may be followed all the same.
        OkHttpClient patient =
                follow ? http.newBuilder().readTimeout(Duration.ZERO).build() : http;
        return send(patient, get, Duration.ZERO, cut, response -> Answers.copy(response, to));
    }

    /**
     * {@code GET /v1/jobs/{job}/items/{id}/result}, from a byte on.
     *
     * @param tag that of the answer which brought the bytes before; null for all of it
     * @param reader is told the answer, good or not
     */
    <T> T readResult(String job, long id, long offset, @Nullable String tag, Function<Response, T> reader, Cut cut) {
        Request.Builder get = request(ItemStatus.path(job, Long.toString(id)) + "/result");
        if (tag != null) {
            get.header("Range", "bytes=" + offset + "-").header("If-Range", tag);
        }
        return send(get.get().build(), Duration.ZERO, cut, reader);
    }

    /**
     * Any route that answers with one line after the other.
     *
     * @param type what it is asked for as
     * @param silence so long may nothing come
     * @param lines takes each line, and says whether it wants more
     */
    boolean readLines(
            String path,
            Collection<Map.Entry<String, String>> query,
            String type,
            Duration silence,
            Predicate<byte[]> lines,
            Cut cut) {
        Request get = request(path, query).header("Accept", type).get().build();
        OkHttpClient listening = http.newBuilder().readTimeout(silence).build();
        return send(listening, get, Duration.ZERO, cut, response -> Answers.lines(response, lines));
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }

    private Request.Builder request(String path) {
        return request(path, Map.of());
    }

    private Request.Builder request(String path, Map<String, String> query) {
        return request(path, query.entrySet());
    }

    private Request.Builder request(String path, Collection<Map.Entry<String, String>> query) {
        HttpUrl.Builder url = base.newBuilder().addPathSegments(path.substring(1));
        query.forEach(parameter -> url.addQueryParameter(parameter.getKey(), parameter.getValue()));
        // Identity: else OkHttp asks for gzip, and both sides would spend their time on packing.
        Request.Builder request = new Request.Builder()
                .url(url.build())
                .header("User-Agent", agent)
                .header("Accept-Encoding", "identity");
        credentials.token().ifPresent(token -> request.header(AUTHORIZATION, BEARER + token));
        return request;
    }

    private <T> T send(Request request, Duration limit, Cut cut, Function<Response, T> reader) {
        return send(http, request, limit, cut, reader);
    }

    private <T> T send(OkHttpClient sender, Request request, Duration limit, Cut cut, Function<Response, T> reader) {
        String id =
                Tries.id(request.method() + request.url().encodedPath(), () -> name + "-" + calls.incrementAndGet());
        Call call =
                sender.newCall(request.newBuilder().header(RequestId.HEADER, id).build());
        call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        cut.begin(call);
        try (Response response = call.execute()) {
            return reader.apply(response);
        } catch (IOException | UnavailableException e) {
            if (cut.made()) {
                throw new CutException();
            }
            throw e instanceof UnavailableException known ? known : new UnavailableException(Answers.reason(e), e);
        } catch (IllegalArgumentException e) {
            // OkHttp reads some headers by itself, and trips over bad ones, such as Retry-After: 99999999999.
            throw new UnavailableException("an answer that cannot be read: " + e.getMessage(), e);
        } finally {
            cut.end();
        }
    }
}
