package dev.workmanager.images;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A program that stays, and says when it is ready.
 *
 * @param process the program
 * @param ready what it said then
 */
record Daemon(Process process, String ready) {
    /** Starts it, and waits until it has said this. */
    static Daemon start(String sign, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            if (line.contains(sign)) {
                Thread rest = new Thread(() -> drop(log), command[0] + "-log");
                rest.setDaemon(true);
                rest.start();
                return new Daemon(process, line);
            }
        }
        throw new AssertionError(command[0] + " did not start: " + said);
    }

    /** Unread, it would stop the program once the pipe is full. */
    private static void drop(BufferedReader log) {
        try {
            log.transferTo(Writer.nullWriter());
        } catch (IOException theProgramHasEnded) {
            return;
        }
    }

    void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
    }
}
