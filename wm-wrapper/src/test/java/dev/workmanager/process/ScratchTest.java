package dev.workmanager.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScratchTest {
    /** As a killed process leaves it. */
    private static final String DEAD = "wm-wrap-0123456789abcdef";

    @TempDir
    Path parent;

    private final List<String> said = new ArrayList<>();

    @Test
    void onlyItsOwnerCanEnterItAndItGoesWithAllThatIsInIt() throws IOException {
        Scratch scratch = open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.folder())))
                .isEqualTo("rwx------");
        Files.createDirectories(scratch.folder().resolve("a/b/c"));
        scratch.close();
        scratch.close();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void twoOfOneProcessLeaveEachOtherAlone() {
        Scratch first = open();
        Scratch second = open();
        Scratch third = open();
        assertThat(first.folder()).isDirectory();
        assertThat(second.folder()).isDirectory();
        second.close();
        third.close();
        assertThat(first.folder()).isDirectory();
        first.close();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessHasLeftGoes() throws IOException {
        Path outside = Files.writeString(parent.resolve("outside"), "kept");
        Path left = Files.createDirectories(parent.resolve(DEAD).resolve("0-1/deep"));
        Files.createSymbolicLink(left.resolve("link"), parent);
        Files.createFile(parent.resolve(DEAD + ".lock"));
        Files.createFile(parent.resolve("wm-wrap-1111111111111111.lock"));
        open().close();
        assertThat(parent.toFile().list()).containsExactly("outside");
        assertThat(outside).hasContent("kept");
        assertThat(said).isEmpty();
    }

    @Test
    void whatALivingProcessHoldsStays() throws Exception {
        Files.createDirectory(parent.resolve(DEAD));
        Path lock = Files.createFile(parent.resolve(DEAD + ".lock"));
        // Another process: locks of our own one do not keep us out.
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('!');
            open().close();
            assertThat(parent.resolve(DEAD)).isDirectory();
            assertThat(lock).exists();
        } finally {
            holder.destroyForcibly();
        }
        assertThat(holder.waitFor(1, TimeUnit.MINUTES)).isTrue();
        open().close();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatIsNotOursStays() throws IOException {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("file"), "kept");
        // Links under our names, and names that are none of ours.
        Files.createSymbolicLink(parent.resolve(DEAD), elsewhere);
        Files.createSymbolicLink(parent.resolve("wm-wrap-2222222222222222.lock"), elsewhere.resolve("file"));
        Files.createDirectory(parent.resolve("wm-wrap-2222222222222222"));
        Files.createFile(parent.resolve("wm-wrap-mine.lock"));
        Files.createDirectory(parent.resolve("wm-wrap-mine"));
        Files.createDirectory(parent.resolve("wm-wrap-3333333333333333"));
        Files.createFile(parent.resolve(DEAD + ".lock"));
        open().close();
        assertThat(elsewhere.resolve("file")).hasContent("kept");
        assertThat(parent.toFile().list())
                .containsExactlyInAnyOrder(
                        "elsewhere",
                        "wm-wrap-2222222222222222",
                        "wm-wrap-2222222222222222.lock",
                        "wm-wrap-3333333333333333",
                        "wm-wrap-mine",
                        "wm-wrap-mine.lock");
    }

    @Test
    void aFolderThatNobodyUsedServesAgainAndAnyOtherIsMadeAnew() throws IOException {
        Scratch scratch = open();
        Path first = scratch.folder().resolve("1");
        scratch.makeFolder(first);
        Object inode = Files.getAttribute(first, "unix:ino");
        scratch.removeFolder(first);
        assertThat(first).doesNotExist();
        Path second = scratch.folder().resolve("2");
        scratch.makeFolder(second);
        assertThat(Files.getAttribute(second, "unix:ino")).isEqualTo(inode);
        for (String use : List.of("file", "rights", "gone")) {
            Path used = scratch.folder().resolve(use);
            scratch.makeFolder(used);
            switch (use) {
                case "file" -> Files.createFile(used.resolve(".hidden"));
                case "rights" -> Files.setPosixFilePermissions(used, PosixFilePermissions.fromString("rwxrwxrwx"));
                default -> Files.delete(used);
            }
            scratch.removeFolder(used);
            assertThat(scratch.folder().toFile().list()).containsExactly("2");
        }
        scratch.removeFolder(second);
        scratch.makeFolder(first);
        assertThat(first).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
                .isEqualTo("rwx------");
        scratch.close();
        assertThat(parent).isEmptyDirectory();
        assertThat(said).isEmpty();
    }

    @Test
    void whenSomebodyTidiesUpItIsMadeAgain() throws IOException {
        Scratch scratch = open();
        Files.delete(scratch.folder());
        assertThat(scratch.folder()).isDirectory();
        scratch.close();
        assertThat(parent).isEmptyDirectory();
    }

    private Scratch open() {
        return Scratch.open(parent, new SecureRandom(), said::add);
    }

    /** Holds a lock until it is killed. */
    static final class Holder {
        private Holder() {}

        /** Says so, and reads what never comes. */
        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                System.out.print(channel.tryLock() == null ? "?" : "!");
                System.out.flush();
                System.in.read();
            }
        }
    }
}
