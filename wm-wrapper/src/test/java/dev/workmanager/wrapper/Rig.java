package dev.workmanager.wrapper;

import dev.workmanager.client.Choice;
import dev.workmanager.client.Credentials;
import dev.workmanager.client.ManagerAddress;
import dev.workmanager.process.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What a wrapper under test runs in, and what it was heard and seen to do. */
final class Rig {
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final Path folder;
    private final ManagerAddress manager;
    private Path spools;
    private Duration answerWithin = ANSWER_WITHIN;
    private Duration patience = Duration.ofSeconds(20);
    private Duration giveUpAfter = Duration.ofMinutes(1);
    private Handing handing = Handing.DEFAULT;
    private int slots = 1;
    private boolean once;
    private boolean verbose;
    private Choice choice = Choice.ALL;
    private StderrUse stderrUse = StderrUse.DEFAULT;
    private Leaving leaving = Leaving.DEFAULT;
    private Limits limits = Limits.DEFAULT;
    private LongSupplier nanos = System::nanoTime;

    Rig(Path folder, ManagerAddress manager) {
        this.folder = folder;
        this.manager = manager;
        try {
            this.spools = Files.createDirectories(folder.resolve("spools"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rig once() {
        once = true;
        return this;
    }

    Rig verbose() {
        verbose = true;
        return this;
    }

    Rig choice(Choice jobs) {
        choice = jobs;
        return this;
    }

    Rig stderr(StderrUse use) {
        stderrUse = use;
        return this;
    }

    Rig nanos(LongSupplier clock) {
        nanos = clock;
        return this;
    }

    Rig slots(int count) {
        slots = count;
        return this;
    }

    Rig pass(Pass how) {
        handing = new Handing(how, handing.compatEnv(), handing.calls());
        return this;
    }

    /** Items as lines; as text unless they are asked for as JSON. */
    Rig calls(Calls calls) {
        Pass pass = handing.pass() == Pass.JSON ? Pass.JSON : Pass.STDIN;
        handing = new Handing(pass, false, calls);
        return this;
    }

    Rig timeout(Duration limit) {
        limits = new Limits(limits.maxResult(), Optional.of(limit), limits.stall(), limits.killAfter());
        return this;
    }

    Rig stall(Duration limit) {
        limits = new Limits(limits.maxResult(), limits.timeout(), Optional.of(limit), limits.killAfter());
        return this;
    }

    Rig killAfter(Duration grace) {
        limits = new Limits(limits.maxResult(), limits.timeout(), limits.stall(), grace);
        return this;
    }

    Rig maxResult(long bytes) {
        limits = new Limits(bytes, limits.timeout(), limits.stall(), limits.killAfter());
        return this;
    }

    Rig maxItems(long items) {
        leaving = new Leaving(items, leaving.idleExit(), leaving.drainTime());
        return this;
    }

    Rig idleExit(Duration after) {
        leaving = new Leaving(leaving.maxItems(), Optional.of(after), leaving.drainTime());
        return this;
    }

    Rig drainTime(Duration time) {
        leaving = new Leaving(leaving.maxItems(), leaving.idleExit(), Optional.of(time));
        return this;
    }

    Rig compatEnv() {
        handing = new Handing(handing.pass(), true, handing.calls());
        return this;
    }

    Rig answerWithin(Duration limit) {
        answerWithin = limit;
        return this;
    }

    Rig patience(Duration limit) {
        patience = limit;
        return this;
    }

    Rig giveUpAfter(Duration limit) {
        giveUpAfter = limit;
        return this;
    }

    Rig spoolingIn(Path other) {
        spools = other;
        return this;
    }

    WrapperOptions options(String... command) {
        return new WrapperOptions(
                manager,
                Credentials.NONE,
                List.of(command),
                handing,
                slots,
                once,
                giveUpAfter,
                verbose,
                choice,
                Optional.of("test.rig"),
                stderrUse,
                leaving,
                limits);
    }

    Surroundings surroundings() {
        return new Surroundings(
                said::add,
                stdout,
                stderr,
                spools,
                Optional.ofNullable(System.getenv("PATH")),
                nanos,
                new SecureRandom(),
                patience,
                answerWithin);
    }

    WrapperLoop start(String... command) {
        return WrapperLoop.start(options(command), surroundings());
    }

    /** Starts with a program that says it is here, waits for a file, and then does the last thing. */
    WrapperLoop startWaitingFor(Path go, String last) {
        return start("sh", "-c", "echo here >&2; while [ ! -e '" + go + "' ]; do sleep 0.05; done; " + last, "sh");
    }

    int run(String... command) {
        return start(command).awaitEnd();
    }

    /** What the wrapper's children have on disk. */
    Scratch scratch() {
        return Scratch.open(spools, new SecureRandom(), said::add);
    }

    /** A shell script of these lines, executable. */
    String script(String... lines) {
        Path script = folder.resolve("script-" + Long.toHexString(System.nanoTime()) + ".sh");
        try {
            Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return script.toString();
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    List<String> said() {
        return said;
    }

    String stdout() {
        return stdout.toString(StandardCharsets.UTF_8);
    }

    String stderr() {
        synchronized (stderr) {
            return stderr.toString(StandardCharsets.UTF_8);
        }
    }

    /** As whoever tidies up. */
    void takeSpoolsAway() {
        try (Stream<Path> all = Files.walk(spools)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> leftInSpools() {
        try (Stream<Path> files = Files.list(spools)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
