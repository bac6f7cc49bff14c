package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no test does, in any module: read from the sources, since their classes are not all compiled by now. */
final class TestHabitsTest {
    private static final Predicate<String> SLEEPS =
            Pattern.compile("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep").asPredicate();
    private static final Predicate<String> MOCKS =
            Pattern.compile("import (static )?org\\.mockito").asPredicate();

    /** A sleep is too short on a slow machine and too long on every other: wait for the thing itself. */
    @Test
    void noneSleeps() throws IOException {
        assertThat(linesOfTests(SLEEPS)).isEmpty();
    }

    /** A mock of our own interface tests what we believed of it; a fake can be run by the same contract suite. */
    @Test
    void noneMocks() throws IOException {
        assertThat(linesOfTests(MOCKS)).isEmpty();
    }

    private static List<String> linesOfTests(Predicate<String> wanted) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files = tests();
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Files.readAllLines(file).stream()
                    .filter(wanted)
                    .map(line -> file + ": " + line.strip())
                    .forEach(found::add);
        }
        return found;
    }

    private static List<Path> tests() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of("..").toRealPath())) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(TestHabitsTest::sources)
                    .toList();
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }
}
