package dev.workmanager.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemovalTest {
    @TempDir
    Path folder;

    @Test
    void aTreeGoesAndWhatItsLinksLeadToStays() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside/folder"));
        Path kept = Files.writeString(outside.resolve("kept"), "kept");
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Path deep = Files.createDirectories(tree.resolve("a/b/c/d"));
        Files.createSymbolicLink(deep.resolve("absolute"), outside);
        Files.createSymbolicLink(deep.resolve("relative"), Path.of("../../../../../outside/folder"));
        Files.createSymbolicLink(deep.resolve("file"), kept);
        Files.createSymbolicLink(deep.resolve("nowhere"), Path.of("nowhere"));
        Files.createSymbolicLink(deep.resolve("loop"), tree);
        Files.createLink(deep.resolve("hard"), kept);
        Files.writeString(deep.resolve("-rf *"), "odd name");
        Removal.remove(tree);
        assertThat(tree).doesNotExist();
        assertThat(kept).hasContent("kept");
    }

    @Test
    void foldersThatForbidItGo() throws IOException {
        Path tree = folder.resolve("tree");
        for (String rights : new String[] {"r-xr-xr-x", "---------", "r--------", "--x------", "-w-------"}) {
            Path locked = Files.createDirectories(tree.resolve(rights).resolve("inner"));
            Files.writeString(locked.resolve("file"), "x");
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString(rights));
            Files.setPosixFilePermissions(locked.getParent(), PosixFilePermissions.fromString(rights));
        }
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("r-xr-xr-x"));
        Removal.remove(tree);
        assertThat(tree).doesNotExist();
    }

    @Test
    void aLinkGoesAlone() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.createDirectory(target.resolve("full"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        Removal.remove(link);
        assertThat(folder.toFile().list()).containsExactly("target");
        assertThat(target.resolve("full")).isDirectory();
    }

    @Test
    void whatIsNotThereIsNoMistake() throws IOException {
        Removal.remove(folder.resolve("nothing"));
        Removal.remove(Files.createFile(folder.resolve("file")));
        Removal.remove(Files.createDirectory(folder.resolve("empty")));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void manyFilesGo() throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        for (int i = 0; i < 5_000; i++) {
            Files.createFile(tree.resolve("file-" + i));
        }
        Removal.remove(tree);
        assertThat(tree).doesNotExist();
    }
}
