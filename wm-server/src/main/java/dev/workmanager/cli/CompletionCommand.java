package dev.workmanager.cli;

import java.util.List;
import java.util.Set;

/** {@code wm completion}: what a shell completes. */
final class CompletionCommand implements Verb {
    private static final String MANAGERS = "managers";

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String operands() {
        return "bash|zsh|fish";
    }

    @Override
    public String summary() {
        return "Writes a script for a shell that completes verbs, options, formats, files, and the names of jobs and managers";
    }

    @Override
    public String details() {
        return "The names of jobs are asked of the manager. With the word managers it lists the names in the list of managers.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "eval \"$(wm completion bash)\"     in ~/.bashrc",
                "eval \"$(wm completion zsh)\"      in ~/.zshrc, behind compinit",
                "wm completion fish | source      in ~/.config/fish/config.fish");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of();
    }

    @Override
    public VerbExit run(Request request) {
        String shell = request.operands().size() == 1 ? request.operands().get(0) : "";
        if (shell.equals(MANAGERS)) {
            ManagerList.place(request.surroundings().environment())
                    .map(ManagerList::read)
                    .ifPresent(list ->
                            list.urls().keySet().forEach(request.surroundings().out()::line));
            return VerbExit.DONE;
        }
        request.surroundings().out().text(script(shell, request.surroundings().shapes()));
        return VerbExit.DONE;
    }

    /**
     * The script for a shell.
     *
     * @throws UsageException for one that there is none for
     */
    static String script(String shell, List<Shape> shapes) {
        return switch (shell) {
            case "bash" -> BashCompletion.of(shapes);
            case "zsh" -> ZshCompletion.of(shapes);
            case "fish" -> FishCompletion.of(shapes);
            default -> throw new UsageException("for which shell? wm completion bash, or zsh, or fish");
        };
    }
}
