package dev.workmanager.config;

import dev.workmanager.model.Source;
import dev.workmanager.store.ItemList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file as they are.
 *
 * @param path the file; null for standard input
 */
record LineFile(Setting setting, @Nullable Path path, Input input) implements ItemSource {
    static LineFile parse(Setting setting, Path base, InputStream standardInput) {
        if (setting.value().equals("-")) {
            Input input = new Input("standard input", "give the items to its standard input", () -> standardInput);
            return new LineFile(setting, null, input);
        }
        Path path = resolve(setting, base);
        String advice = "it is named by " + setting.place() + ", and found relative to "
                + (base.toString().isEmpty() ? "the current folder" : base);
        return new LineFile(setting, path, Input.file(path, advice));
    }

    private static Path resolve(Setting setting, Path base) {
        try {
            return base.resolve(setting.value());
        } catch (InvalidPathException e) {
            throw new BadValueException(setting.quoted() + " is no path: " + e.getReason());
        }
    }

    @Override
    public Place place() {
        return setting.place();
    }

    @Override
    public String words() {
        return setting.words();
    }

    @Override
    public Source freeze(NewItemList target) throws IOException {
        Problems problems = new Problems();
        try (Lines lines = Lines.open(input, problems)) {
            problems.throwIfAny();
            return freeze(lines, problems, target);
        }
    }

    private Source freeze(Lines lines, Problems problems, NewItemList target) throws IOException {
        try (ItemList list = target.open()) {
            while (lines.next()) {
                list.add(lines.buffer(), lines.offset(), lines.length());
            }
            problems.throwIfAny();
            if (list.count() == 0) {
                throw new ConfigException(Place.of(input.name()).problem("has no line, so there is no item"));
            }
            return new Source(Source.Kind.LIST_FILE, 1, list.count(), words());
        }
    }

    @Override
    public Optional<String> notice(Source stored, LongFunction<String> data) {
        String kept = "; the job keeps the " + stored.count() + " items that were copied when it was made";
        if (path == null) {
            return Optional.of(words() + ": standard input is not read again" + kept);
        }
        return Files.isReadable(path)
                ? Optional.empty()
                : Optional.of(Quoted.plain(words() + ": " + path + " is gone, or cannot be read" + kept));
    }
}
