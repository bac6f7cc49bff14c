package dev.workmanager.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Started by the JDK, which has a thread for it, closes its streams after its end, and needs another thread for its standard error. */
final class JdkProcess implements Running {
    private final Process process;

    JdkProcess(Process process) {
        this.process = process;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return Optional.of(process.toHandle()).filter(ProcessHandle::isAlive);
    }

    @Override
    public boolean awaitEnd(Duration longest) {
        try {
            return process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("whoever waits for a child is not to be interrupted", e);
        }
    }

    @Override
    public int exit() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("whoever waits for a child is not to be interrupted", e);
        }
    }

    @Override
    public void onStderr(Listener listener) {
        listener.listen(process.getErrorStream());
    }

    @Override
    public void hangUp() {
        // The JDK has done so when it ended.
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return process.getInputStream();
    }
}
