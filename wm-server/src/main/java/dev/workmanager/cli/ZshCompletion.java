package dev.workmanager.cli;

import java.util.List;
import java.util.stream.Collectors;

/** What zsh completes. */
final class ZshCompletion {
    private static final String BEGIN = """
            #compdef wm wm-server
            # zsh completion for wm and wm-server: eval "$(wm completion zsh)", or as _wm in a folder of $fpath
            _wm_jobs() {
                local -a peer
                local i=${words[(I)(-s|--server)]}
                (( i > 0 && i < CURRENT - 1 )) && peer=(--server ${words[i + 1]})
                compadd -- ${(f)"$(wm jobs -o quiet $peer 2>/dev/null)"}
            }
            _wm() {
                local -a verbs options
                local operand=
                if (( CURRENT == 2 )); then
                    verbs=(
            VERBS        )
                    _describe -t commands command verbs
                    return
                fi
                case ${words[2]} in
            """;
    private static final String END = """
                esac
                if [[ $PREFIX == -* ]]; then
                    _describe -o -t options option options
                else
                    case $operand in
                        job) _wm_jobs ;;
                        any) _files ;;
                    esac
                fi
            }
            if [[ ${funcstack[1]} == _wm ]]; then _wm "$@"; else compdef _wm wm wm-server; fi
            """;

    private ZshCompletion() {}

    static String of(List<Shape> shapes) {
        String verbs = shapes.stream()
                .map(shape -> "            " + described(shape.name(), shape.summary()) + "\n")
                .collect(Collectors.joining());
        StringBuilder script = new StringBuilder(BEGIN.replace("VERBS", verbs));
        for (Shape shape : shapes) {
            script.append("        (").append(shape.name()).append(")\n            options=(\n");
            for (Shape.Option option : shape.options()) {
                option.names()
                        .forEach(name -> script.append("                ")
                                .append(described(name, option.summary()))
                                .append('\n'));
            }
            script.append("            )\n            operand=")
                    .append(shape.operandWord())
                    .append("\n            case ${words[CURRENT - 1]} in\n");
            shape.options().stream()
                    .filter(option -> option.value() != Shape.Value.NONE)
                    .forEach(option -> script.append("                (")
                            .append(String.join("|", option.names()))
                            .append(") ")
                            .append(values(option))
                            .append("; return ;;\n"));
            script.append("            esac\n            ;;\n");
        }
        return script.append(END).toString();
    }

    private static String values(Shape.Option option) {
        return switch (option.value()) {
            case FILE -> "_files";
            case WORD -> "compadd -- " + String.join(" ", option.words());
            case MANAGER -> "compadd -- ${(f)\"$(wm completion managers 2>/dev/null)\"}";
            case JOB -> "_wm_jobs";
            case ANY, NONE -> ":";
        };
    }

    private static String described(String name, String summary) {
        return "'" + name + ":" + summary.replace("'", "'\\''").replace(":", "\\:") + "'";
    }
}
