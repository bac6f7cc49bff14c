package dev.workmanager.server;

import dev.workmanager.protocol.Json;
import dev.workmanager.store.embedded.Backup;
import dev.workmanager.terminal.Words;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/** {@code wm-server backup}: copies a data folder and its results, whether or not a manager works there. */
final class BackupCommand {
    static final String NAME = "backup";

    private BackupCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .customSynopsis("wm-server backup [options] FOLDER")
                .description(
                        "Copies the data folder and the results, while a manager works there or not, as a user who may read"
                                + " them. What was acknowledged before it began is in the copy. In the same file system"
                                + " files that are written once get a second name and take no room; so keep a copy on"
                                + " another disk, too.",
                        "")
                .sortOptions(false)
                .optionListHeading("Options, each with the variable that stands for it:%n")
                .footer(ServerHelp.backup());
        Arguments.declare(spec, ServerOption.BACKUP);
        Arguments.declareOperands(spec);
        return spec;
    }

    /** Makes a backup, and says on standard output what is in it. The exit code. */
    static int run(Program program, Arguments arguments, PrintStream out) {
        OptionReader reader = new OptionReader(arguments, program.environment(), Folders.standard(Folders.SYSTEM));
        reader.applyLogging(program);
        BackupOptions options = reader.backup();
        Outside outside = program.outside();
        Backup.Report report = new Backup(new Backup.Options(
                        options.data(),
                        options.out(),
                        options.target(),
                        options.withResults(),
                        outside.wall(),
                        outside.nanoTime(),
                        outside.random(),
                        results -> program.terminal().show(Words.count(results, "result") + " copied")))
                .make();
        program.terminal().show("");
        out.println(options.json() ? new String(Json.write(report), StandardCharsets.UTF_8) : line(options, report));
        if (report.missing() == 0) {
            return ServerExit.DONE.code();
        }
        program.terminal()
                .say("wm-server: " + Words.count(report.missing(), "result") + " of items that are done "
                        + (report.missing() == 1 ? "is" : "are") + " not in " + options.out() + ", such as "
                        + String.join(", ", report.examples()) + "; wm verify tells of each");
        return ServerExit.NOT_ALL_DONE.code();
    }

    private static String line(BackupOptions options, Backup.Report report) {
        return options.target() + ": " + Words.count(report.jobs(), "job") + ", "
                + (options.withResults() ? Words.count(report.results(), "result") : "without results") + "; "
                + Words.count(report.linked(), "file") + " linked, " + Words.number(report.copied()) + " copied ("
                + Words.size(report.bytes()) + "B)";
    }
}
