package dev.workmanager.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.workmanager.client.Choice;
import dev.workmanager.client.ControlClient;
import dev.workmanager.client.Credentials;
import dev.workmanager.client.ManagerAddress;
import dev.workmanager.client.RefusedException;
import dev.workmanager.client.WorkClient;
import dev.workmanager.protocol.JobSubmission;
import dev.workmanager.wrapper.Handing;
import dev.workmanager.wrapper.Leaving;
import dev.workmanager.wrapper.Limits;
import dev.workmanager.wrapper.StderrUse;
import dev.workmanager.wrapper.Surroundings;
import dev.workmanager.wrapper.WrapExit;
import dev.workmanager.wrapper.WrapperLoop;
import dev.workmanager.wrapper.WrapperOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A manager with tokens and a certificate, of which everything may change while it runs; and the clients that it lets in. */
final class GuardTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path tokens;
    private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() throws IOException {
        tokens = Files.writeString(folder.resolve("tokens"), "admin admins-first me\nwork workers-first\n");
        Logger root = (Logger) LoggerFactory.getLogger("dev.workmanager");
        root.setLevel(Level.DEBUG);
        listener.setContext(root.getLoggerContext());
        listener.start();
        root.addAppender(listener);
    }

    @AfterEach
    void noTokenWasEverLogged() {
        Logger root = (Logger) LoggerFactory.getLogger("dev.workmanager");
        root.detachAppender(listener);
        root.setLevel(null);
        assertThat(String.join("\n", logged) + String.join("\n", said)).doesNotContain("-first", "-second", "PRIVATE");
    }

    private Manager start(Protection protection) {
        return Manager.start(ManagerOptions.in(folder).with(protection));
    }

    private ControlClient client(Manager manager, Credentials credentials) {
        return ControlClient.connect(
                ManagerAddress.parse(manager.url()),
                credentials,
                Duration.ZERO,
                System::nanoTime,
                new Random(1),
                said::add);
    }

    private Path token(String text) throws IOException {
        return Files.writeString(folder.resolve("token"), text + "\n");
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private boolean isLogged(String text) {
        return logged.stream().anyMatch(line -> line.contains(text));
    }

    @Test
    void tokensChangeWhileAllGoesOn() throws IOException {
        Path file = token("admins-first");
        try (Manager manager = start(Protection.byTokens(tokens));
                ControlClient client = client(manager, Credentials.of(Optional.of(file), Optional.empty()))) {
            assertThat(client.jobs()).isEmpty();
            Files.writeString(tokens, "admin admins-second\nsuper admins-third\n");
            until(() -> isLogged("tokens:2: the first word is no role"));
            assertThat(logged)
                    .filteredOn(line -> line.contains("ERROR"))
                    .singleElement()
                    .asString()
                    .endsWith("what was there before still holds");
            assertThat(client.jobs()).as("what is wrong changes nothing").isEmpty();
            token("admins-second");
            Files.writeString(tokens, "admin admins-second\n");
            until(() -> isLogged("has changed, and holds from now on"));
            assertThat(client.jobs()).as("asked again, with the new token").isEmpty();
            Files.delete(tokens);
            until(() -> isLogged("tokens cannot be read"));
            assertThat(client.jobs()).isEmpty();
        }
    }

    @Test
    void workersBringTheirToken() throws IOException {
        try (Manager manager = start(Protection.byTokens(tokens));
                WorkClient admin = WorkClient.connect(manager.url(), Choice.ALL, Credentials.ofToken("admins-first"));
                WorkClient worker =
                        WorkClient.connect(manager.url(), Choice.ofJob("three"), Credentials.ofToken("workers-first"));
                WorkClient stranger = WorkClient.connect(manager.url())) {
            JobSubmission three = JobSubmission.of("times", "3");
            assertThatThrownBy(() -> worker.submit("three", three))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("this takes a token of role admin, and this one's is work");
            assertThatThrownBy(() -> stranger.forEachItem(item -> new byte[0]))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("demands a valid token");
            admin.submit("three", three);
            assertThat(worker.forEachItem(item -> new byte[] {1})).isTrue();
            admin.submit("more", three);
            assertThat(wrap(manager, Credentials.ofToken("workers-second"))).isEqualTo(77);
            assertThat(wrap(manager, Credentials.NONE)).isEqualTo(77);
            assertThat(said).anyMatch(line -> line.contains("demands a valid token"));
            assertThat(wrap(manager, Credentials.ofToken("workers-first"))).isZero();
            assertThat(wrap(manager, Credentials.ofToken(manager.ownToken().orElseThrow())))
                    .isZero();
        }
    }

    /** One item at most. */
    private int wrap(Manager manager, Credentials credentials) {
        WrapperOptions options = new WrapperOptions(
                ManagerAddress.parse(manager.url()),
                credentials,
                List.of("true"),
                Handing.DEFAULT,
                1,
                false,
                WrapperOptions.GIVE_UP_AFTER,
                false,
                Choice.ofJob("more"),
                Optional.empty(),
                StderrUse.DEFAULT,
                new Leaving(1, Optional.empty(), Optional.empty()),
                Limits.DEFAULT);
        int code = WrapperLoop.start(options, Surroundings.ofThisProcess(said::add))
                .awaitEnd();
        assertThat(code).isNotEqualTo(WrapExit.INTERNAL.code());
        return code;
    }

    @Test
    void tellsWhatIsWrongAndShowsNoToken() throws IOException {
        Files.writeString(
                tokens,
                "# mine\nadmins-first\nadmin\nread short\nwork two words and a name that goes on for much longer than anybody will"
                        + " ever read\nadmin admins-first\nread admins-first # again\n");
        String at = tokens + ":";
        assertThatThrownBy(() -> start(Protection.byTokens(tokens)))
                .isInstanceOf(AccessFileException.class)
                .hasMessageContainingAll(
                        at + "2: the first word is no role",
                        at + "3: there is no token",
                        at + "4: a token has 8 to 256 characters",
                        at + "5: a token has 8",
                        at + "7: the same token stands in line 6")
                .hasMessageNotContaining("-first")
                .hasMessageNotContaining(at + "6");
        Files.writeString(tokens, "\n# nobody\n");
        assertThatThrownBy(() -> start(Protection.byTokens(tokens))).hasMessageContaining("holds no token");
    }

    private Path tls(String name, String as) throws IOException {
        try (InputStream in = requireNonNull(GuardTest.class.getResourceAsStream("/tls/" + name + ".pem"))) {
            return Files.write(folder.resolve(as), in.readAllBytes());
        }
    }

    /** The name on the certificate that is shown to whoever connects now. */
    private static String shown(InetSocketAddress address, String... protocols) {
        try {
            return answer(connected(address, protocols));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static SSLSocket connected(InetSocketAddress address, String... protocols) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
            socket.setSoTimeout((int) DEADLINE.toMillis());
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String answer(SSLSocket connected) throws IOException {
        try (connected) {
            connected
                    .getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            String answer = new String(connected.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("{\"status\":\"ok\"}");
            return ((X509Certificate) connected.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    @Test
    void theCertificateChangesAndConnectionsStay() throws IOException {
        Path chain = tls("ec", "chain.pem");
        Path key = tls("ec.key", "key.pem");
        Path authority = tls("authority", "authority.pem");
        Credentials credentials = Credentials.of(Optional.of(token("admins-first")), Optional.of(authority));
        try (Manager manager = start(Protection.byTokens(tokens).withCertificate(chain, key));
                ControlClient client = client(manager, credentials);
                ControlClient distrustful = client(manager, Credentials.ofToken("admins-first"))) {
            assertThat(manager.url()).startsWith("https://");
            assertThat(client.jobs()).isEmpty();
            assertThatThrownBy(distrustful::jobs).hasMessageContaining("certification path");
            assertThat(shown(manager.address())).isEqualTo("CN=manager ec");
            assertThat(shown(manager.address(), "TLSv1.2")).isEqualTo("CN=manager ec");
            assertThat(shown(manager.address(), "TLSv1.1")).contains("protocol");
            SSLSocket kept = connected(manager.address());
            tls("rsa", "chain.pem");
            until(() -> isLogged("is not the key of the first certificate"));
            assertThat(shown(manager.address())).isEqualTo("CN=manager ec");
            tls("rsa.key", "key.pem");
            until(() -> isLogged("chain.pem has changed"));
            assertThat(shown(manager.address())).isEqualTo("CN=manager rsa");
            assertThat(client.jobs()).isEmpty();
            assertThat(answer(kept)).as("who was there already").isEqualTo("CN=manager ec");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ec, rsa.key, key.pem is not the key of the first certificate in",
        "ec, sec1.key, holds an EC PRIVATE KEY",
        "ec, ec, holds no private key",
        "ec.key, ec.key, holds no certificate"
    })
    void tellsWhatIsWrongWithACertificate(String chain, String key, String why) throws IOException {
        Protection protection = Protection.NONE.withCertificate(tls(chain, "chain.pem"), tls(key, "key.pem"));
        assertThatThrownBy(() -> start(protection))
                .isInstanceOf(AccessFileException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whoHasNoTokensLetsEverybodyIn() {
        try (Manager manager = start(Protection.NONE);
                ControlClient client = client(manager, Credentials.NONE)) {
            assertThat(client.jobs()).isEmpty();
            assertThat(manager.ownToken()).isEmpty();
        }
        assertThat(logged.stream().collect(Collectors.joining())).doesNotContain("ERROR");
    }

    /** Believes everything, to see what is shown. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
