package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.workmanager.dist.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped scripts complete, in the shells themselves. */
final class CompletionTest {
    private static final Path SHARE = Run.shipped().resolve("share");

    @TempDir
    private Path folder;

    private Manager manager;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("wm-config"), "times: 6\n");
        Files.createDirectories(folder.resolve("work-manager"));
        Files.writeString(folder.resolve("work-manager/managers"), "laboratory = http://lab:1\n");
        manager = new Manager(folder, "-Xmx96m", "--keep");
        manager.start();
        manager.awaitUp();
    }

    @AfterEach
    void stop() throws Exception {
        manager.close();
    }

    private Run run(Path shell, String script, String... arguments) throws Exception {
        assumeThat(shell).as(shell + " is not installed").exists();
        Path file = Files.writeString(folder.resolve("script"), script);
        Map<String, String> environment = Map.of(
                "PATH",
                Run.program("wm").getParent() + ":/usr/local/bin:/usr/bin:/bin",
                "JAVA_HOME",
                System.getProperty("java.home"),
                "HOME",
                folder.toString(),
                "XDG_CONFIG_HOME",
                folder.toString(),
                "WM_SERVER",
                "127.0.0.1:" + manager.port());
        List<String> command = new ArrayList<>(List.of(shell.toString()));
        command.addAll(List.of(arguments));
        command.add(file.toString());
        return Run.of(folder, environment, command);
    }

    @Test
    void bash() throws Exception {
        Run run = run(Path.of("/bin/bash"), """
                . '%s'
                try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _wm; echo "${COMPREPLY[*]}"; }
                try wm sta
                try wm jobs --ou
                try wm jobs -o nd
                try wm status de
                try wm status -s 127.0.0.1:1 de
                try wm jobs -s lab
                try wm submit x --list-file wm-c
                try wm-server ser
                """.formatted(SHARE.resolve("bash-completion/completions/wm")));
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsExactly("status", "--output", "ndjson", "default", "", "laboratory", "wm-config", "serve");
    }

    @Test
    void fish() throws Exception {
        Run run = run(Path.of("/usr/bin/fish"), """
                source '%s'
                for line in 'wm sta' 'wm jobs --ou' 'wm jobs -o nd' 'wm status de' 'wm jobs -s lab' 'wm submit x --list-file wm-c' 'wm-server ser'
                    complete -C $line | string replace -r '\\t.*' ''
                end
                """.formatted(SHARE.resolve("fish/vendor_completions.d/wm.fish")));
        assertThat(run.out())
                .containsExactly("status", "--output", "ndjson", "default", "laboratory", "wm-config", "serve");
    }

    /** In a shell with a terminal of its own: zsh completes nowhere else. */
    @Test
    void zsh() throws Exception {
        Run run = run(Path.of("/bin/zsh"), """
                zmodload zsh/zpty
                zpty shell 'TERM=dumb zsh -f -i'
                zpty -w shell "PS1=; unsetopt zle_bracketed_paste prompt_cr prompt_sp; fpath=('%s' \\$fpath); print -r -- RE''ADY"
                zpty -r shell seen '*READY*'
                zpty -w shell "autoload -Uz compinit; compinit -u -D; bindkey '^I' complete-word; print -r -- RE''ADY"
                zpty -r shell seen '*READY*'
                zpty -w shell "show() { print -r -- \\"<\\$BUFFER>\\"; BUFFER=; }; zle -N show; bindkey '^X' show; print -r -- RE''ADY"
                zpty -r shell seen '*READY*'
                try() {
                    zpty -w -n shell "$1"$'\\t\\x18'
                    zpty -r shell seen '*<*>*'
                    seen=${seen##*<}
                    print -r -- ${seen%%%%>*}
                }
                try 'wm sta'
                try 'wm jobs --outp'
                try 'wm jobs -o nd'
                try 'wm status de'
                try 'wm jobs -s lab'
                try 'wm submit x --list-file wm-c'
                try 'wm-server ser'
                """.formatted(SHARE.resolve("zsh/site-functions")), "-f");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .extracting(String::strip)
                .containsExactly(
                        "wm status",
                        "wm jobs --output",
                        "wm jobs -o ndjson",
                        "wm status default",
                        "wm jobs -s laboratory",
                        "wm submit x --list-file wm-config",
                        "wm-server serve");
    }
}
