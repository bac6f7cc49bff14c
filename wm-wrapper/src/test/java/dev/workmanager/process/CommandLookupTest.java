package dev.workmanager.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.process.CommandLookup.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLookupTest {
    @TempDir
    Path folder;

    @Test
    void findsAlongTheSearchPath() {
        assertThat(CommandLookup.problem("sh", System.getenv("PATH"))).isEmpty();
        assertThat(CommandLookup.problem("sh", null)).isEmpty();
        assertThat(CommandLookup.problem("sh", folder + ":/bin")).isEmpty();
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(CommandLookup.problem("no-such", folder + ":/bin"))
                .contains(new Unusable(false, "no-such: not found along PATH (" + folder + ":/bin)"));
        assertThat(CommandLookup.problem("./no-such", "/bin")).contains(new Unusable(false, "./no-such: not found"));
        assertThat(CommandLookup.problem("", "/bin")).contains(new Unusable(false, "the command is empty"));
        assertThat(CommandLookup.problem("a\0b", "/bin")).map(Unusable::found).contains(false);
    }

    @Test
    void saysWhatCannotBeExecuted() throws IOException {
        Path file = file("#!/bin/sh\n", "rw-r--r--");
        assertThat(CommandLookup.problem(file.toString(), null))
                .contains(new Unusable(true, file + ": is not executable (chmod +x?)"));
        assertThat(CommandLookup.problem(file.getFileName().toString(), "/bin:" + folder))
                .contains(new Unusable(true, file + ": is not executable (chmod +x?)"));
        assertThat(CommandLookup.problem(folder + "/", null)).map(Unusable::why).contains(folder + "/: is a folder");
    }

    @Test
    void goesOnAlongThePathBehindWhatCannotBeExecuted() throws IOException {
        Files.writeString(folder.resolve("sh"), "");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.createDirectory(other.resolve("sh"));
        assertThat(CommandLookup.problem("sh", folder + ":" + other + ":/bin")).isEmpty();
    }

    @Test
    void looksForTheInterpreterToo() throws IOException {
        assertThat(why("#!/bin/sh\nexit\n")).isEmpty();
        assertThat(why("#! /usr/bin/env sh\nexit\n")).isEmpty();
        assertThat(why("echo no interpreter: the shell's\n")).isEmpty();
        assertThat(why("")).isEmpty();
        assertThat(why("#!/no/such -x\n")).get().asString().endsWith("its interpreter '/no/such' cannot be run");
        assertThat(why("#!/bin/sh\r\nexit\r\n"))
                .get()
                .asString()
                .endsWith("its lines end as on Windows (CRLF), so its interpreter '/bin/sh' is not found");
    }

    private Optional<String> why(String content) throws IOException {
        return CommandLookup.problem(file(content, "rwxr-xr-x").toString(), null)
                .map(Unusable::why);
    }

    private Path file(String content, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("a-script"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
