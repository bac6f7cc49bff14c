package dev.workmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each verb prints, in each format. The files are transcripts: a line {@code $ wm …}, what came on standard output, what came on
 * standard error after {@code ! }, and the exit code where it is not 0. Written anew with {@code -Dwm.golden=write}; then look at them.
 */
final class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/cli");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"look", "formats", "change", "refusals", "narrow", "events"})
    void printsWhatIsWritten(String name) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        StringBuilder seen = new StringBuilder();
        try (Scene scene = new Scene(folder).furnished()) {
            scene.columns = name.equals("narrow") ? 60 : Terminal.ENDLESS;
            scene.colour = name.equals("narrow");
            Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("$ wm "))
                    .forEach(line -> seen.append(transcript(scene, line)));
        }
        if ("write".equals(System.getProperty("wm.golden"))) {
            Files.writeString(file, seen);
        }
        assertThat(seen.toString()).isEqualTo(Files.readString(file));
    }

    private static String transcript(Scene scene, String line) {
        Scene.Seen seen = scene.run(line.substring("$ wm ".length()).split(" "));
        StringBuilder text = new StringBuilder(line).append('\n');
        seen.out().lines().forEach(each -> text.append(shown(each)).append('\n'));
        seen.err().lines().forEach(each -> text.append("! ").append(each).append('\n'));
        return text.append(seen.code() == 0 ? "" : "(" + seen.code() + ")\n").toString();
    }

    /** Job ids are drawn at random; escape characters are not for files that people read. */
    private static String shown(String line) {
        return line.replaceAll("\"id\":\"[0-9a-f]{16}\"", "\"id\":\"…\"")
                .replaceAll(",[0-9a-f]{16}$", ",…")
                .replaceAll("\"notBefore\":\"[^\"]+\"", "\"notBefore\":\"…\"")
                .replaceAll("[0-9a-f]{16}-([0-9]+)", "…-$1")
                .replaceAll("until [0-9:]{8}, in [0-9ms]+", "until …")
                .replaceAll("again in [0-9ms]+", "again in …")
                .replace("\u001b", "␛")
                .replace("\u0000", "␀");
    }

    @Test
    void thereIsNoJobYet() {
        try (Scene scene = new Scene(folder)) {
            assertThat(scene.run("jobs").err())
                    .isEqualTo("wm: the manager has no job; to make one: wm submit crunch --numeric 0-999\n");
            Scene.Seen seen = scene.run("wait");
            assertThat(seen.code()).isEqualTo(66);
        }
    }
}
