package dev.workmanager.server;

import picocli.CommandLine.Model.CommandSpec;

/** {@code wm-server serve}: hands out the items to whoever asks, until all have ended. */
final class ServeCommand {
    static final String NAME = "serve";

    private ServeCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .customSynopsis("wm-server serve [options]")
                .description(
                        "Hands out the items of a job over HTTP, and keeps their results, until all have ended. Killed or"
                                + " stopped at any moment, it goes on where it was when it is started again.",
                        "")
                .sortOptions(false)
                .optionListHeading("Options, each with the variable that stands for it:%n")
                .footer(ServerHelp.serve());
        Arguments.declare(spec, ServerOption.SERVE, Address.SERVE);
        return spec;
    }

    /** Serves. The exit code. */
    static int run(Program program, Arguments arguments) {
        OptionReader reader = new OptionReader(arguments, program.environment(), Folders.standard(Folders.SYSTEM));
        reader.applyLogging(program);
        ServerOptions options = reader.serve(program.in());
        ManagerRun run = new ManagerRun(program, Start.manager(options, program.outside()), options);
        Event event = run.untilSomethingHappens();
        if (event instanceof Event.Signal signal) {
            return run.stopped(signal);
        }
        if (event instanceof Event.Failed failed) {
            return run.failed(failed.why());
        }
        run.linger();
        return run.ended();
    }
}
