package dev.workmanager.server;

import dev.workmanager.http.Access;
import dev.workmanager.http.Role;
import dev.workmanager.http.Token;
import dev.workmanager.http.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps to what the files of a {@link Protection} say, also when they change: what is wrong then changes nothing, and is logged. Thread-safe. */
final class Guard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long LOOK_MILLIS = 1_000;

    private final Access access;
    private final Optional<WatchedFile> tokens;
    private final String ownToken;
    private final ScheduledExecutorService looking;

    private Guard(Protection protection, Outside outside) {
        access = new Access(Tokens.NONE, outside.nanoTime(), outside.random());
        tokens = protection.tokens().map(WatchedFile::new);
        byte[] secret = new byte[32];
        outside.random().nextBytes(secret);
        ownToken = HexFormat.of().formatHex(secret);
        looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "wm-access-files");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads the files, and looks at them again and again.
     *
     * @throws AccessFileException if one of them cannot be used
     */
    static Guard begin(Protection protection, Outside outside) {
        Guard guard = new Guard(protection, outside);
        try {
            guard.tokens.ifPresent(guard::readTokens);
            guard.tokens.ifPresent(file -> warnOfReaders(file.path()));
        } catch (RuntimeException e) {
            guard.close();
            throw e;
        }
        if (guard.tokens.isPresent()) {
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
        return tokens.map(file -> ownToken);
    }

    private void readTokens(WatchedFile file) {
        Token own = Token.of(Role.WORK, ownToken, Optional.empty());
        access.change(TokenFile.parse(file.path(), file.read()).and(own));
    }

    /** A thread of its own, so nothing may get out of here. */
    private void look() {
        try {
            tokens.filter(WatchedFile::changed).ifPresent(file -> {
                readTokens(file);
                warnOfReaders(file.path());
                LOG.info("{} has changed: its tokens hold from now on", file.path());
            });
        } catch (AccessFileException e) {
            LOG.error("{}; the tokens that were there still hold", firstLine(e));
        } catch (RuntimeException e) {
            LOG.error("the files of tokens cannot be looked at", e);
        }
    }

    private static String firstLine(AccessFileException why) {
        return String.valueOf(why.getMessage()).lines().findFirst().orElse("");
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
