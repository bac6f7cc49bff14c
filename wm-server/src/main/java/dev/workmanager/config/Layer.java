package dev.workmanager.config;

import dev.workmanager.model.Policy;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one place says, the file or the variables or the flags, each key at most once. Not thread-safe. */
final class Layer {
    private final Problems problems;
    private final Path base;
    private final List<Path> leftOut;
    private final InputStream standardInput;
    private final Map<ConfigKey, Setting> settings = new EnumMap<>(ConfigKey.class);
    private final List<UnaryOperator<Policy>> changes = new ArrayList<>();
    private @Nullable Setting sourceSetting;
    private @Nullable ItemSource source;
    private boolean sourceInDoubt;

    /** An empty one, whose paths and patterns are relative to a folder. */
    Layer(Problems problems, Path base, ConfigInput input) {
        this(
                problems,
                base,
                input.leftOut().stream().map(input.folder()::resolve).toList(),
                input.standardInput());
    }

    private Layer(Problems problems, Path base, List<Path> leftOut, InputStream standardInput) {
        this.problems = problems;
        this.base = base;
        this.leftOut = leftOut;
        this.standardInput = standardInput;
    }

    /** An empty one, for keys that name no files. */
    static Layer withoutFiles(Problems problems) {
        return new Layer(problems, Path.of(""), List.of(), InputStream.nullInputStream());
    }

    /**
     * Takes a value that comes as a text of its own. The same rules as for the file: a list is lines, any other value is
     * one line of text, blanks around it do not count.
     */
    void putText(Setting setting) {
        byte[] bytes;
        try {
            bytes = Utf8.encode(setting.value());
        } catch (CharacterCodingException e) {
            problems.add(setting.problem(setting.quoted() + " is not Unicode: half of a surrogate pair stands alone"));
            return;
        }
        try (Lines lines = Lines.open(Input.bytes(setting.place().name(), bytes), problems)) {
            if (setting.key() == ConfigKey.LIST) {
                putList(setting, lines);
            } else {
                putLine(setting, lines);
            }
        }
    }

    private void putLine(Setting setting, Lines lines) {
        String value = setting.value().strip();
        if (value.contains("\n")) {
            problems.add(setting.problem(setting.quoted() + " has more than one line"));
        } else if (value.isEmpty() || lines.next()) {
            put(new Setting(setting.place(), setting.key(), value));
        }
    }

    /** Takes the value of any key but a list. */
    void put(Setting setting) {
        if (!note(setting)) {
            return;
        }
        try {
            if (setting.value().isEmpty()) {
                throw new BadValueException(
                        "needs a value, such as " + setting.key().example());
            }
            parse(setting);
        } catch (BadValueException e) {
            problems.add(setting.problem(e.why()));
        }
    }

    private void parse(Setting setting) {
        switch (setting.key()) {
            case NUMERIC -> source = NumericRange.parse(setting);
            case TIMES -> source = NumericRange.parseTimes(setting);
            case LIST -> throw new IllegalArgumentException("a list is no single value");
            case LIST_FILE -> source = LineFile.parse(setting, base, standardInput);
            case GLOB -> source = GlobFiles.parse(setting, base, leftOut);
            case ATTEMPTS, BACKOFF, GIVE_BACKS, NEVER_RETRY, CRASH_LIMIT, TIMEOUT, LEASE, HALT, PRIORITY, DOMAIN ->
                changes.add(PolicyValues.change(setting));
        }
    }

    /** Takes the lines that remain as a list. */
    void putList(Setting setting, Lines lines) {
        boolean first = note(setting);
        long before = problems.count();
        ListedLines list = ListedLines.scan(setting.place(), lines);
        if (list.isEmpty() && problems.count() == before) {
            problems.add(setting.problem("there is no item; write one on each line"));
        }
        if (first) {
            source = list;
        }
    }

    /** Whether this is the first time that the key comes. */
    private boolean note(Setting setting) {
        Setting before = settings.putIfAbsent(setting.key(), setting);
        if (before != null) {
            problems.add(
                    setting.problem("it stands on line " + before.place().line() + " already; remove one of them"));
        } else if (setting.key().isSource() && sourceSetting != null) {
            problems.add(setting.problem("a job has exactly one source, and there is " + sourceSetting.where()
                    + " already; remove one of them"));
        } else if (setting.key().isSource()) {
            sourceSetting = setting;
        }
        return before == null;
    }

    /** Whether nothing was said. */
    boolean isEmpty() {
        return settings.isEmpty();
    }

    /** Whether a source was named, be its value good or bad. */
    boolean hasSource() {
        return sourceSetting != null;
    }

    /** There is something that cannot be understood, and may have been meant as a source. */
    void doubtSource() {
        sourceInDoubt = true;
    }

    /** Whether there is no source, for certain. */
    boolean lacksSource() {
        return !hasSource() && !sourceInDoubt;
    }

    /** The source; none if there is none, or its value is bad. */
    @Nullable ItemSource source() {
        return source;
    }

    /** A policy as it is where this layer has the say. */
    Policy over(Policy policy) {
        Policy result = policy;
        for (UnaryOperator<Policy> change : changes) {
            result = change.apply(result);
        }
        return result;
    }
}
