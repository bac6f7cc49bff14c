package dev.workmanager.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** How a tree of processes tries to outlive its end: each a shell script. */
public enum Hiding {
    IGNORES_TERM("trap '' TERM; echo ready >&9; while :; do sleep 1000; done"),
    DOUBLE_FORK("(sleep 1000 & sleep 1000 &); echo ready >&9; exec sleep 1000"),
    SETSID("setsid sleep 1000 & echo ready >&9; wait"),
    DAEMON("(setsid sh -c 'sleep 1000 & sleep 1000' &); echo ready >&9; exec sleep 1000"),
    STUBBORN_DAEMON("(trap '' TERM; setsid sh -c 'sleep 1000; sleep 1000' & echo ready >&9); exec sleep 1000"),
    HOLDS_THE_PIPE("(trap '' TERM; setsid sleep 1000 & echo ready >&9) >&2; exec sleep 1000"),
    BREEDS("trap '' TERM; echo ready >&9; i=0; while [ $i -lt 100 ]; do i=$((i+1)); sleep 1000 & done; wait"),
    HOPS("trap '' TERM; {hop} 3000 & echo ready >&9; exec sleep 1000"),
    HOPS_BETWEEN_SESSIONS("trap '' TERM; setsid {hop} 3000 & echo ready >&9; exec sleep 1000");

    private final String script;

    Hiding(String script) {
        this.script = script;
    }

    /** The script; says on descriptor 9 when it is ready. */
    public String script(Path folder) {
        return script.replace("{hop}", hop(folder).toString());
    }

    /** Whether it has to be killed. */
    boolean ignoresTerm() {
        return script.contains("trap");
    }

    /** A program that is another process each time one looks: it starts itself, and ends; so many times. */
    private static Path hop(Path folder) {
        try {
            Path hop = Files.writeString(folder.resolve("hop"), """
                    #!/bin/sh
                    [ $1 -gt 0 ] || exit
                    "$0" $(($1 - 1)) &
                    """);
            return Files.setPosixFilePermissions(hop, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
