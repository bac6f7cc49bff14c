package dev.workmanager.server;

import dev.workmanager.http.Access;
import dev.workmanager.http.Role;
import dev.workmanager.http.Token;
import dev.workmanager.http.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps to what the files of a {@link Protection} say, also when they change: what is wrong then changes nothing, and is logged. Thread-safe. */
final class Guard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long LOOK_MILLIS = 500;

    private final Access access;
    private final Protection protection;
    private final String ownToken;
    private final ScheduledExecutorService looking;
    private final List<WatchedFiles> watched = new ArrayList<>();
    private @Nullable SSLContext tls;
    private Consumer<SSLContext> certificateChanged = unheard -> {};

    private Guard(Protection protection, Outside outside) {
        this.access = new Access(Tokens.NONE, outside.nanoTime(), outside.random());
        this.protection = protection;
        byte[] secret = new byte[32];
        outside.random().nextBytes(secret);
        this.ownToken = HexFormat.of().formatHex(secret);
        this.looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "wm-access-files");
            thread.setDaemon(true);
            return thread;
        });
        protection
                .tokens()
                .ifPresent(file -> watched.add(
                        new WatchedFiles(List.of(new WatchedFile(file)), bytes -> useTokens(file, bytes.get(0)))));
        protection
                .certificate()
                .ifPresent(files -> watched.add(new WatchedFiles(
                        List.of(new WatchedFile(files.chain()), new WatchedFile(files.key())),
                        bytes -> useCertificate(PemCertificate.parse(files, bytes.get(0), bytes.get(1))))));
    }

    /**
     * Reads the files, and looks at them again and again.
     *
     * @throws AccessFileException if one of them cannot be used
     */
    static Guard begin(Protection protection, Outside outside) {
        Guard guard = new Guard(protection, outside);
        try {
            guard.watched.forEach(WatchedFiles::read);
        } catch (RuntimeException e) {
            guard.close();
            throw e;
        }
        if (!guard.watched.isEmpty()) {
            ScheduledFuture<?> unused =
                    guard.looking.scheduleWithFixedDelay(guard::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return guard;
    }

    Access access() {
        return access;
    }

    /** What opens the manager to a worker of this very program; empty where nobody needs a token. */
    Optional<String> ownToken() {
        return protection.tokens().map(file -> ownToken);
    }

    /** What the manager shows of itself by now; empty for nothing. */
    synchronized Optional<SSLContext> tls() {
        return Optional.ofNullable(tls);
    }

    /** Who is told of each certificate that takes the place of another one. */
    synchronized void onNewCertificate(Consumer<SSLContext> listener) {
        certificateChanged = listener;
    }

    private void useTokens(Path file, byte[] bytes) {
        Token own = Token.of(Role.WORK, ownToken, Optional.empty());
        access.change(TokenFile.parse(file, bytes).and(own));
        warnOfReaders(file);
    }

    private synchronized void useCertificate(SSLContext context) {
        tls = context;
        certificateChanged.accept(context);
        protection.certificate().ifPresent(files -> warnOfReaders(files.key()));
    }

    /** On a thread of its own, so nothing may get out of here. */
    private void look() {
        try {
            watched.forEach(WatchedFiles::look);
        } catch (RuntimeException e) {
            LOG.error("the files of {} cannot be looked at", protection, e);
        }
    }

    private static void warnOfReaders(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                LOG.warn("everybody on this machine can read {}: chmod o-r it", file);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("who can read {} is not known", file, e);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
