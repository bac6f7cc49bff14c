package dev.workmanager.server;

import dev.workmanager.cli.Verbs;
import dev.workmanager.terminal.Wrapped;
import java.util.ArrayList;
import java.util.List;

/** What {@code --help} tells beside the options. */
final class ServerHelp {
    private static final String ITEMS = """

            What the items are: exactly one of numeric, times, list, list-file and glob, in the configuration, as
            a variable or as a flag. A configuration is a text file:

              # three tries each, and a longer wait between them
              attempts: 3
              backoff: 5s-10m
              numeric: 0-999
            """;
    private static final String SERVE_EXAMPLES = """

            Examples
              wm-server serve --config wm-config       and on any machine: wm-wrap --server http://here:8080 -- ./crunch.sh
              wm-server serve --numeric 0-999          needs no file
              wm-server serve --retry-failed           once more what has failed
              wm-server serve --keep                   stays, with or without items, for jobs that are submitted
              wm-server serve --wipe                   after all workers were killed
              curl -X POST http://here:8080/job        takes an item, by hand
            """;
    private static final String RUN_EXAMPLES = """

            How the command gets its item, and what becomes of its output: see wm-wrap --help.

            Examples
              wm-server run --numeric 0-999 -- ./crunch.sh             runs ./crunch.sh 17, and so on; results in ./out
              wm-server run --glob 'photos/*.jpg' -j 4 -- ./shrink.sh {}
              find . -name '*.log' | wm-server run --list-file - -- gzip
              wm-server run --retry-failed -- ./crunch.sh              once more what has failed
            """;
    private static final String BACKUP = """

            FOLDER becomes data and out, which a manager can be started on, or a copy of them:

              wm-server serve --config wm-config --data FOLDER/data --out FOLDER/out

            The first such start believes nobody who was handed an item before. What attempts have logged is not in it.

            Examples
              wm-server backup /backup/monday                      of ./.work-manager and ./out
              wm-server backup --data /var/data --out /srv/out -o json /backup/monday

            Exit codes
              0   the backup is whole, and safe on the disk
              1   it is, but some results are not in the out folder where they should be
              64  the command line or a variable is wrong
              70  the data folder is damaged
              78  a folder cannot be used; what lies in FOLDER then is half a backup, and a manager refuses it
              129, 130, 143: stopped by HUP, INT or TERM, likewise
            """;
    private static final String ROOT = """

            wm is a second name of wm-server, and shorter.

            Where /var/work-manager exists, its config/wm-config, data and out take the places of ./wm-config,
            ./.work-manager and ./out.
            """;

    /** As wide as the help is, without the options. */
    private static final int COLUMN = 62;

    private ServerHelp() {}

    static String[] serve() {
        return lines(ITEMS, SERVE_EXAMPLES, exits(ServerExit.values()));
    }

    static String[] run() {
        return lines(ITEMS, RUN_EXAMPLES, exits(ServerExit.values()));
    }

    static String[] backup() {
        return lines(BACKUP);
    }

    static String[] root() {
        return lines(
                "\nVerbs for people and scripts, which speak with a manager over HTTP:\n"
                        + String.join("\n", Verbs.summaries()),
                ROOT,
                exits(ServerExit.values()));
    }

    /** What an option does, in lines that fit beside the options. Broken at blanks only, so that paths and patterns stay whole. */
    static String[] column(String text) {
        return Wrapped.lines(text, COLUMN, "  ").stream()
                .map(line -> line.replace("%", "%%"))
                .toArray(String[]::new);
    }

    private static String exits(ServerExit... exits) {
        StringBuilder text = new StringBuilder("\nExit codes\n");
        for (ServerExit exit : exits) {
            text.append(String.format("  %-3d %s%n", exit.code(), exit.meaning()));
        }
        return text
                + "  129, 130, 143: stopped by HUP, INT or TERM; the same command again goes on. A second signal\n"
                + "      ends all at once. Once all items have ended, a signal changes nothing.\n";
    }

    private static String[] lines(String... texts) {
        List<String> lines = new ArrayList<>();
        for (String text : texts) {
            lines.addAll(text.lines().toList());
        }
        lines.replaceAll(line -> line.replace("%", "%%"));
        return lines.toArray(String[]::new);
    }
}
