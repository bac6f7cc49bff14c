package dev.workmanager.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whole folders. */
final class Trees {
    private Trees() {}

    /** What lies in a folder, however deep: the path and what it is. Nothing if it is not there. */
    static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (Path path : all(folder)) {
            String name = folder.relativize(path).toString();
            found.put(
                    name,
                    Files.isDirectory(path)
                            ? "folder"
                            : Content.of(Files.readAllBytes(path)).toString());
        }
        return found;
    }

    static void copy(Path from, Path to) throws IOException {
        for (Path path : all(from)) {
            Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    static void delete(Path folder) throws IOException {
        List<Path> paths =
                all(folder).stream().sorted(Comparator.reverseOrder()).toList();
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    private static List<Path> all(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot walk " + folder, e);
        }
    }
}
