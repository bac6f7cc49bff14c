package dev.workmanager.server;

import dev.workmanager.client.Choice;
import dev.workmanager.client.Credentials;
import dev.workmanager.client.ManagerAddress;
import dev.workmanager.client.WorkSettings;
import dev.workmanager.model.Job;
import dev.workmanager.wrapper.CannotWrapException;
import dev.workmanager.wrapper.Leaving;
import dev.workmanager.wrapper.StderrUse;
import dev.workmanager.wrapper.Surroundings;
import dev.workmanager.wrapper.WrapperLoop;
import dev.workmanager.wrapper.WrapperOptions;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code wm-server run}: manager and workers in one. */
final class RunCommand {
    static final String NAME = "run";

    /** Longer than the workers need to give back what they held, once their children have ended. */
    private static final long WORKERS_LEAVE_MILLIS = 10_000;

    private final Program program;
    private final ManagerRun run;
    private final WrapperLoop loop;
    private final long leaveMillis;
    private boolean workersGone;

    private RunCommand(Program program, ManagerRun run, WrapperLoop loop, Workers workers) {
        this.program = program;
        this.run = run;
        this.loop = loop;
        this.leaveMillis = workers.limits().killAfter().toMillis() + WORKERS_LEAVE_MILLIS;
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .customSynopsis("wm-server run [options] -- command args…")
                .description(
                        "Runs a command on each item of a job, some at a time, on this machine: manager and workers in"
                                + " one. Other machines may help: wm-wrap --server with the address that it prints, if"
                                + " --host lets them in.",
                        "")
                .sortOptions(false)
                .optionListHeading("Options, each with the variable that stands for it:%n")
                .footer(ServerHelp.run());
        Arguments.declare(spec, ServerOption.RUN, Address.RUN);
        Arguments.declareOperands(spec);
        return spec;
    }

    /** Runs. The exit code. */
    static int run(Program program, Arguments arguments) {
        OptionReader reader = new OptionReader(arguments, program.environment(), Folders.standard(Folders.SYSTEM));
        reader.applyLogging(program);
        ServerOptions options = reader.run(program.in());
        Workers workers = reader.workers(Runtime.getRuntime().availableProcessors());
        Manager manager = Start.manager(options, program.outside());
        WrapperLoop loop;
        try {
            loop = WrapperLoop.start(wrapper(manager, workers), surroundings(program));
        } catch (CannotWrapException e) {
            manager.close();
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        program.beforeTheEnd(loop::kill);
        Thread leaving = new Thread(() -> program.happened(new Event.WorkersLeft(loop.awaitEnd())), "wm-workers");
        leaving.setDaemon(true);
        leaving.start();
        return new RunCommand(program, new ManagerRun(program, manager, options), loop, workers).toTheEnd();
    }

    private static WrapperOptions wrapper(Manager manager, Workers workers) {
        return new WrapperOptions(
                ManagerAddress.parse(manager.url()),
                manager.ownToken().map(Credentials::ofToken).orElse(Credentials.NONE),
                workers.command(),
                workers.handing(),
                workers.slots(),
                false,
                WrapperOptions.GIVE_UP_AFTER,
                workers.verbose(),
                Choice.ofJob(Job.DEFAULT_NAME),
                Optional.empty(),
                StderrUse.DEFAULT,
                Leaving.DEFAULT,
                workers.limits());
    }

    private static Surroundings surroundings(Program program) {
        return new Surroundings(
                program.terminal()::say,
                OutputStream.nullOutputStream(),
                program.terminal().stream(),
                Path.of(System.getProperty("java.io.tmpdir")),
                Optional.ofNullable(program.environment().get("PATH")),
                program.outside().nanoTime(),
                program.outside().random(),
                Surroundings.PATIENCE,
                WorkSettings.ANSWER_WITHIN);
    }

    private int toTheEnd() {
        while (true) {
            Event event = run.untilSomethingHappens();
            if (event instanceof Event.Signal signal) {
                loop.stop();
                workersLeave();
                return run.stopped(signal);
            }
            if (event instanceof Event.Failed failed) {
                loop.kill();
                return run.failed(failed.why());
            }
            if (event instanceof Event.Ended) {
                if (!run.finished()) {
                    loop.stop();
                }
                workersLeave();
                return run.ended();
            }
            if (event instanceof Event.WorkersLeft left) {
                workersGone = true;
                if (left.code() == 0 || run.ending()) {
                    continue;
                }
                return run.failed(new IllegalStateException(
                        "the workers have left with code " + left.code() + " although there is work left"));
            }
        }
    }

    /** Waits for the workers, who were told; what else happens meanwhile changes nothing any more. */
    private void workersLeave() {
        long deadline = program.outside().nanoTime().getAsLong() + leaveMillis * 1_000_000;
        long left = leaveMillis;
        while (!workersGone && left > 0 && !(program.next(left) instanceof Event.WorkersLeft)) {
            left = (deadline - program.outside().nanoTime().getAsLong()) / 1_000_000;
        }
    }
}
