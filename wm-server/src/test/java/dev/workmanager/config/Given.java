package dev.workmanager.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workmanager.model.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts together what a configuration is read from. The current folder is a temporary one. */
final class Given {
    private final Path folder;
    private Path file = Path.of("wm-config");
    private boolean named;
    private byte[] standardInput = {};
    private final Map<ConfigKey, String> flags = new EnumMap<>(ConfigKey.class);
    private final Map<String, String> environment = new HashMap<>();

    private Given(Path folder) {
        this.folder = folder;
    }

    static Given in(Path folder) {
        return new Given(folder);
    }

    Given config(String text) {
        return config(text.getBytes(StandardCharsets.UTF_8));
    }

    Given config(byte[] bytes) {
        write(folder.resolve(file), bytes);
        return this;
    }

    Given at(String path) {
        file = Path.of(path);
        return this;
    }

    /** Somebody asked for this very file. */
    Given named() {
        named = true;
        return this;
    }

    Given flag(ConfigKey key, String value) {
        flags.put(key, value);
        return this;
    }

    Given variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Given file(String path, String text) {
        write(folder.resolve(path), text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Given standardInput(String text) {
        standardInput = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    ConfigInput input() {
        List<Path> leftOut = List.of(Path.of(".work-manager"), Path.of("out"));
        return new ConfigInput(
                file, named, folder, flags, environment, leftOut, new ByteArrayInputStream(standardInput));
    }

    JobConfig read() {
        return ConfigReader.read(input());
    }

    /** The items of a source that has data. */
    List<String> items() {
        CollectedItems items = new CollectedItems();
        freeze(read(), items);
        return items.items();
    }

    Source freeze() {
        return freeze(read(), new CollectedItems());
    }

    private static Source freeze(JobConfig config, CollectedItems items) {
        try {
            return config.source().freeze(items::open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What keeps the configuration from being read. */
    List<String> problems() {
        return messages(catchThrowableOfType(ConfigException.class, this::read));
    }

    /** What keeps a configuration that can be read from being frozen. */
    List<String> freezeProblems() {
        JobConfig config = read();
        return messages(catchThrowableOfType(ConfigException.class, () -> freeze(config, new CollectedItems())));
    }

    private static List<String> messages(ConfigException e) {
        return e.problems().stream().map(Problem::toString).toList();
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
