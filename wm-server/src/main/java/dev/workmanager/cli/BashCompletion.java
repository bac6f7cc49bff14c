package dev.workmanager.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What bash completes. */
final class BashCompletion {
    private static final String BEGIN = """
            # bash completion for wm and wm-server: eval "$(wm completion bash)"
            _wm_peer() {
                local i
                for ((i = 2; i < COMP_CWORD - 1; i++)); do
                    case ${COMP_WORDS[i]} in
                        -s | --server) printf '%s\\n' --server "${COMP_WORDS[i + 1]}" ;;
                    esac
                done
            }
            _wm_reply() {
                local IFS=$'\\n'
                COMPREPLY=($(compgen "$@" -- "$cur"))
            }
            _wm() {
                local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]}
                local options= operand= IFS=$'\\n'
                COMPREPLY=()
                if [ "$COMP_CWORD" -eq 1 ]; then
                    _wm_reply -W $'%s'
                    return
                fi
                case $verb in
            """;
    private static final String END = """
                esac
                case $cur in
                    -*) _wm_reply -W "$options" ;;
                    *)
                        case $operand in
                            job) _wm_reply -W "$(wm jobs -o quiet $(_wm_peer) 2>/dev/null)" ;;
                            any) _wm_reply -f ;;
                        esac
                        ;;
                esac
            }
            complete -o filenames -o bashdefault -F _wm wm wm-server
            """;

    private BashCompletion() {}

    static String of(List<Shape> shapes) {
        StringBuilder script =
                new StringBuilder(BEGIN.replace("%s", joined(shapes.stream().map(Shape::name)))
                        .replace("printf '" + joined(shapes.stream().map(Shape::name)), "printf '%s"));
        for (Shape shape : shapes) {
            script.append("        ").append(shape.name()).append(")\n");
            script.append("            options=$'")
                    .append(joined(shape.options().stream().flatMap(option -> option.names().stream())))
                    .append("'\n");
            script.append("            operand=").append(shape.operandWord()).append('\n');
            script.append("            case $prev in\n");
            shape.options().stream()
                    .filter(option -> option.value() != Shape.Value.NONE)
                    .forEach(option -> script.append("                ")
                            .append(String.join(" | ", option.names()))
                            .append(") ")
                            .append(values(option))
                            .append("; return ;;\n"));
            script.append("            esac\n            ;;\n");
        }
        return script.append(END).toString();
    }

    private static String values(Shape.Option option) {
        return switch (option.value()) {
            case FILE -> "_wm_reply -f";
            case WORD -> "_wm_reply -W $'" + joined(option.words().stream()) + "'";
            case MANAGER -> "_wm_reply -W \"$(wm completion managers 2>/dev/null)\"";
            case JOB -> "_wm_reply -W \"$(wm jobs -o quiet $(_wm_peer) 2>/dev/null)\"";
            case ANY, NONE -> ":";
        };
    }

    /** Within $'…', a word a line. */
    private static String joined(Stream<String> words) {
        return words.collect(Collectors.joining("\\n"));
    }
}
