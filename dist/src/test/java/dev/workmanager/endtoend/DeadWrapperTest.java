package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wm-wrap that is killed costs its item a lease, and no more. Takes as long as a lease. */
@Tag("soak")
final class DeadWrapperTest {
    private static final long LEASE_SECONDS = 30;

    @TempDir
    Path folder;

    @Test
    void itsItemIsDoneByAnother() throws Exception {
        Files.writeString(folder.resolve("wm-config"), "numeric: 1-3\n");
        Path command = script();
        try (Manager manager = new Manager(folder, "-Xmx128m");
                Crew crew = new Crew(folder, new Ledger())) {
            manager.start();
            manager.awaitUp();
            String url = "http://127.0.0.1:" + manager.port();
            Process first = crew.wrap(url, 1, command);
            Path pid = folder.resolve("pid-1-1");
            awaitFile(pid);
            first.destroyForcibly().waitFor();
            long killedAt = System.nanoTime();
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
            Process second = crew.wrap(url, 1, command);
            assertThat(manager.awaitEnd(2 * LEASE_SECONDS)).as(manager.said()).isZero();
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - killedAt);
            assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isZero();
            System.out.println("the item of a killed wm-wrap was done by another after " + seconds + " s");
        }
        assertThat(folder.resolve("out/1")).hasContent("attempt 2");
        assertThat(folder.resolve("out/2")).hasContent("attempt 1");
    }

    private static void awaitFile(Path file) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(file) || Files.size(file) == 0) {
            assertThat(System.nanoTime()).as("no %s", file).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** The first attempt of item 1 never ends by itself. */
    private Path script() throws Exception {
        Path script = Files.writeString(folder.resolve("work.sh"), """
                #!/bin/sh
                if [ "$WM_ID-$WM_ATTEMPT" = 1-1 ]; then
                    echo $$ >pid-1-1
                    exec sleep 600
                fi
                echo "attempt $WM_ATTEMPT"
                """);
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
