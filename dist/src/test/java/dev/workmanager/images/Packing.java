package dev.workmanager.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Both images in the making by Maven, which needs no engine.
 *
 * @param folder where their archives come
 * @param process who makes them
 * @param said what it says
 */
record Packing(Path folder, Process process, Path said) {
    /** Begins to make them of this base, in a folder that is not there yet. */
    static Packing begin(String base, Path folder) throws IOException {
        Path said = Files.createDirectory(folder).resolve("said.log");
        List<String> command = List.of(
                "mvn",
                "--batch-mode",
                "-q",
                "-f",
                Path.of("images/pom.xml").toAbsolutePath().toString(),
                "-Dimage.base=" + base,
                "-Dimage.target=" + folder,
                // Nothing of it is to stay on this machine, and the test's registry has no certificate.
                "-Djib.baseImageCache=" + folder.resolve("base"),
                "-Djib.disableUpdateChecks=true",
                "-Djib.allowInsecureRegistries=true");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new Packing(folder, process, said);
    }

    /** Waits for them; skips the test where the plugin that makes them can not be had. */
    void finish() throws Exception {
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        String words = Files.readString(said);
        Assumptions.assumeFalse(words.contains("could not be resolved"), () -> "no plugin to be had: " + words);
        assertThat(process.exitValue()).as(words).isZero();
    }

    Path archive(String name) {
        return folder.resolve(name + ".tar");
    }

    /** Gives them to an engine. */
    void load(Engine engine) throws Exception {
        finish();
        for (String name : List.of(Images.MANAGER, Images.WRAPPER)) {
            engine.docker("load", "-i", archive(name).toString());
            engine.docker("tag", name, Images.Way.JIB.of(name));
        }
    }
}
