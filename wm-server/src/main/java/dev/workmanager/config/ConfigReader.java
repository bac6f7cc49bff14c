package dev.workmanager.config;

import dev.workmanager.model.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a job's configuration. A flag counts more than a variable, and a variable more than the file; a source takes
 * the place of another kind of source, too.
 */
public final class ConfigReader {
    /** A file that can be read once only, such as a pipe, is held in memory, up to this many bytes. */
    private static final int PIPE_LIMIT = 16 << 20;

    private static final String ADVICE = "name the configuration with --config or WM_CONFIG";

    private static final String NO_SOURCE =
            "there is no source of items; add a line such as 'numeric: 0-999', or one of"
                    + " 'times:', 'list:', 'list-file:' and 'glob:'";

    private final ConfigInput input;
    private final Problems problems = new Problems();

    private ConfigReader(ConfigInput input) {
        this.input = input;
    }

    /**
     * Reads the file, if there must be one or there is one, and puts variables and flags over it. A file that a
     * source names is not looked at yet, and no pattern expanded: that is for {@link ItemSource#freeze}.
     *
     * @throws ConfigException with everything that is wrong, values that others take the place of included
     */
    public static JobConfig read(ConfigInput input) {
        return new ConfigReader(input).read(false).orElseThrow();
    }

    /**
     * As {@link #read}; but where no key is set at all there is no job, and a file that nobody asked for may be missing.
     *
     * @throws ConfigException with everything that is wrong, such as a policy without a source
     */
    public static Optional<JobConfig> readIfAny(ConfigInput input) {
        return new ConfigReader(input).read(true);
    }

    private Optional<JobConfig> read(boolean dispensable) {
        Layer flags = layer(input.flags(), true);
        Layer variables = layer(variables(), false);
        Layer file = file(dispensable || flags.hasSource() || variables.hasSource());
        if (dispensable && problems.none() && flags.isEmpty() && variables.isEmpty() && file.isEmpty()) {
            return Optional.empty();
        }
        Layer source = Stream.of(flags, variables, file)
                .filter(Layer::hasSource)
                .findFirst()
                .orElse(file);
        if (source.lacksSource()) {
            problems.add(Place.of(input.file().toString()).problem(NO_SOURCE));
        }
        problems.throwIfAny();
        Policy policy = flags.over(variables.over(file.over(Policy.DEFAULT)));
        return Optional.of(
                new JobConfig(policy, Objects.requireNonNull(source.source(), "a source without a problem")));
    }

    private Map<ConfigKey, String> variables() {
        Map<ConfigKey, String> set = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            String value = input.environment().getOrDefault(key.variable(), "");
            if (!value.isEmpty()) {
                set.put(key, value);
            }
        }
        return set;
    }

    /** What flags or variables say. */
    private Layer layer(Map<ConfigKey, String> values, boolean flags) {
        Layer layer = new Layer(problems, input.folder(), input);
        for (ConfigKey key : ConfigKey.values()) {
            String value = values.get(key);
            if (value != null) {
                layer.putText(new Setting(Place.of(flags ? key.flag() : key.variable()), key, value));
            }
        }
        return layer;
    }

    private Layer file(boolean dispensable) {
        Path path = input.folder().resolve(input.file());
        Path parent = input.file().getParent();
        Layer layer = new Layer(
                problems, parent == null ? input.folder() : input.folder().resolve(parent), input);
        if (input.named() || !dispensable || Files.exists(path)) {
            ConfigFile.read(open(path), problems, layer);
        }
        return layer;
    }

    private Input open(Path path) {
        String name = input.file().toString();
        if (!Files.exists(path) || Files.isRegularFile(path) || Files.isDirectory(path)) {
            return new Input(name, advice(), () -> Files.newInputStream(path));
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(PIPE_LIMIT + 1);
            if (bytes.length > PIPE_LIMIT) {
                throw new IOException("it is no regular file, and longer than " + PIPE_LIMIT + " bytes");
            }
            return Input.bytes(name, bytes);
        } catch (IOException e) {
            return new Input(name, advice(), () -> {
                throw e;
            });
        }
    }

    private String advice() {
        return input.named()
                ? ADVICE
                : ADVICE + ", or give a source as --numeric, --times, --list, --list-file or --glob";
    }
}
