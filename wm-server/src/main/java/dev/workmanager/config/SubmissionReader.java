package dev.workmanager.config;

import dev.workmanager.model.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the configuration of a job that is submitted over HTTP. It has the keys of wm-config, and each value means what it
 * means as a flag; but no {@link ConfigKey#LIST_FILE} and no {@link ConfigKey#GLOB}, since these name files on the manager's
 * machine. What else a submission has, such as the name of the job, is for the caller to take out first.
 *
 * <p>Everything that is wrong is told at once, by a {@link ConfigException}; the {@linkplain Problem#place place} of each
 * problem is named for its key.
 */
public final class SubmissionReader {
    private static final Place WHOLE = Place.of("submission");

    private static final String NO_SOURCE = "there is no source of items; add one of the keys %s, or upload lines";

    private final boolean uploaded;
    private final Problems problems = new Problems();
    private final Layer layer = Layer.withoutFiles(problems);

    private SubmissionReader(boolean uploaded) {
        this.uploaded = uploaded;
    }

    /**
     * Reads policy and source.
     *
     * @param keys in the order of the submission, which is the order of the problems; one that comes twice is as one with
     *     the values of both
     * @return its source needs nothing but memory to be {@linkplain ItemSource#freeze frozen}
     * @throws ConfigException with everything that is wrong, such as that there is no source
     */
    public static JobConfig read(List<SubmittedKey> keys) {
        Layer layer = new SubmissionReader(false).layer(keys);
        return new JobConfig(
                layer.over(Policy.DEFAULT), Objects.requireNonNull(layer.source(), "a source without a problem"));
    }

    /**
     * Reads the policy of a job whose items are uploaded as lines: a key that is a source is an error, too.
     *
     * @param keys as of {@link #read}
     * @throws ConfigException with everything that is wrong
     */
    public static Policy readPolicy(List<SubmittedKey> keys) {
        return new SubmissionReader(true).layer(keys).over(Policy.DEFAULT);
    }

    private Layer layer(List<SubmittedKey> keys) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (SubmittedKey key : keys) {
            values.computeIfAbsent(key.name(), name -> new ArrayList<>()).addAll(key.values());
        }
        values.forEach(this::put);
        if (!uploaded && layer.lacksSource()) {
            problems.add(WHOLE.problem(NO_SOURCE.formatted(ConfigKey.all(key -> key.isSource() && fits(key)))));
        }
        problems.throwIfAny();
        return layer;
    }

    private void put(String name, List<String> values) {
        Place place = Place.of(name);
        ConfigKey key = ConfigKey.of(name).orElse(null);
        if (key == null) {
            layer.doubtSource();
            problems.add(place.problem("unknown key; " + Spelling.advice(name, this::fits)));
        } else if (key.namesFiles()) {
            layer.doubtSource();
            problems.add(
                    place.problem("this would name files on the manager's machine; upload their lines instead, or give"
                            + " them as 'list'"));
        } else if (!fits(key)) {
            problems.add(place.problem("the items come as uploaded lines; remove this key"));
        } else if (values.size() > 1 && !key.isRepeatable()) {
            problems.add(place.problem("it has more than one value; remove all but one"));
        } else {
            layer.putText(new Setting(place, key, String.join("\n", values)));
        }
    }

    private boolean fits(ConfigKey key) {
        return !key.namesFiles() && !(uploaded && key.isSource());
    }
}
