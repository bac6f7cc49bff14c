package dev.workmanager.cli;

import java.util.List;
import java.util.stream.Collectors;

/** What fish completes. */
final class FishCompletion {
    private static final String BEGIN = """
            # fish completion for wm and wm-server: wm completion fish | source
            function __wm_jobs
                set -l words (commandline -opc)
                set -l peer
                for i in (seq 2 (count $words))
                    if contains -- $words[$i] -s --server
                        set peer --server $words[(math $i + 1)]
                    end
                end
                wm jobs -o quiet $peer 2>/dev/null
            end
            function __wm_verb
                set -l words (commandline -opc)
                test (count $words) -ge 2; and contains -- $words[2] $argv
            end
            function __wm_none
                test (count (commandline -opc)) -eq 1
            end
            """;

    private FishCompletion() {}

    static String of(List<Shape> shapes) {
        StringBuilder script = new StringBuilder(BEGIN);
        for (String program : List.of("wm", "wm-server")) {
            script.append("complete -c ").append(program).append(" -f\n");
            for (Shape shape : shapes) {
                script.append("complete -c ")
                        .append(program)
                        .append(" -n __wm_none -a ")
                        .append(shape.name())
                        .append(" -d ")
                        .append(quoted(shape.summary()))
                        .append('\n');
                shape.options().forEach(option -> script.append(option(program, shape, option)));
                script.append(operand(program, shape));
            }
        }
        return script.toString();
    }

    private static String option(String program, Shape shape, Shape.Option option) {
        String names = option.names().stream()
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
        return "complete -c " + program + " -n '__wm_verb " + shape.name() + "' " + names + values(option) + " -d "
                + quoted(option.summary()) + "\n";
    }

    private static String values(Shape.Option option) {
        return switch (option.value()) {
            case NONE -> "";
            case FILE -> " -r -F";
            case WORD -> " -x -a '" + String.join(" ", option.words()) + "'";
            case MANAGER -> " -x -a '(wm completion managers 2>/dev/null)'";
            case JOB -> " -x -a '(__wm_jobs)'";
            case ANY -> " -x";
        };
    }

    private static String operand(String program, Shape shape) {
        String condition = "complete -c " + program + " -n '__wm_verb " + shape.name() + "' ";
        return switch (shape.operand()) {
            case JOB -> condition + "-a '(__wm_jobs)'\n";
            case ANY -> condition + "-F\n";
            default -> "";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
