package dev.workmanager.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The shipped launchers in a folder of their own, with {@link Probe} in place of the programs. */
final class LauncherFixture {
    private static final Path SHIPPED = Path.of("target", "work-manager").toAbsolutePath();
    private static final String VERSION = System.getProperty("wm.version", "0.1.0");

    private LauncherFixture() {}

    static Path shipped() {
        return SHIPPED;
    }

    static String version() {
        return VERSION;
    }

    /** Lays out {@code home/bin} and {@code home/lib}. */
    static Path layOut(Path home) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        try (Stream<Path> programs = Files.list(SHIPPED.resolve("bin"))) {
            programs.forEach(program -> copy(program, home.resolve("bin").resolve(program.getFileName())));
        }
        copy(SHIPPED.resolve("lib/launcher.sh"), home.resolve("lib/launcher.sh"));
        probeJar(home.resolve("lib/wm-server-" + VERSION + ".jar"));
        probeJar(home.resolve("lib/wm-wrapper-" + VERSION + ".jar"));
        return home;
    }

    /** A file {@code folder/bin/java} with this script in it; {@code folder} then passes for a JAVA_HOME. */
    static Path fakeJava(Path folder, String script) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Path java = Files.writeString(folder.resolve("bin/java"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from, e);
        }
    }

    private static void probeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Probe.class.getName());
        String name = Probe.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(name));
            Files.copy(Path.of("target", "test-classes").resolve(name), out);
            out.closeEntry();
        }
    }
}
