package dev.workmanager.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code wm man}: manual pages. */
final class ManCommand implements Verb {
    @Override
    public String name() {
        return "man";
    }

    @Override
    public String operands() {
        return "VERB";
    }

    @Override
    public String summary() {
        return "Writes the manual page of a verb, as man reads it";
    }

    @Override
    public String details() {
        return "With --all it writes the pages of all commands and the scripts for shells below a folder, as packages lay them out.";
    }

    @Override
    public List<String> examples() {
        return List.of("wm man wait | man -l -", "wm man --all /usr/local/share");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of(VerbOption.ALL);
    }

    @Override
    public VerbExit run(Request request) {
        List<Shape> shapes = request.surroundings().shapes();
        if (request.is(VerbOption.ALL)) {
            all(Path.of(request.value(VerbOption.ALL).orElseThrow()), shapes);
            return VerbExit.DONE;
        }
        String name = request.operands().size() == 1 ? request.operands().get(0) : "";
        Shape shape = shapes.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("the page of which verb? wm man wait"));
        request.surroundings().out().text(ManPage.of(shape));
        return VerbExit.DONE;
    }

    private static void all(Path folder, List<Shape> shapes) {
        Map<String, String> scripts = Map.of(
                "bash-completion/completions/wm", "bash",
                "zsh/site-functions/_wm", "zsh",
                "fish/vendor_completions.d/wm.fish", "fish");
        try {
            for (Shape shape : shapes) {
                write(folder.resolve("man/man1/" + ManPage.name(shape) + ".1"), ManPage.of(shape));
            }
            write(folder.resolve("man/man1/wm.1"), ManPage.root(shapes));
            for (Map.Entry<String, String> script : scripts.entrySet()) {
                write(folder.resolve(script.getKey()), CompletionCommand.script(script.getValue(), shapes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
