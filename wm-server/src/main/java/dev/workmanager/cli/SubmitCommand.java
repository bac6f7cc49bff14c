package dev.workmanager.cli;

import dev.workmanager.config.ConfigInput;
import dev.workmanager.config.ConfigKey;
import dev.workmanager.config.ConfigReader;
import dev.workmanager.config.JobConfig;
import dev.workmanager.config.PolicyKeys;
import dev.workmanager.model.Source;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.JobSubmission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code wm submit}: makes a job. */
final class SubmitCommand implements Verb {
    private static final String STANDARD_INPUT = "-";

    @Override
    public String name() {
        return "submit";
    }

    @Override
    public String operands() {
        return "JOB";
    }

    @Override
    public String summary() {
        return "Makes a job of this name out of a range, a list, the lines of a file, or files that match";
    }

    @Override
    public String details() {
        return "It is configured as wm-server serve is: by --config or ./wm-config, variables and flags. Files are looked for here, and"
                + " their lines or names uploaded. The same again is harmless: it tells of the job that is there.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm submit crunch --numeric 0-999 --attempts 5",
                "wm submit thumbs --glob 'photos/**/*.jpg' --timeout 10m",
                "find . -name '*.log' | wm submit pack --list-file -",
                "wm submit nightly --config wm-config");
    }

    @Override
    public Set<VerbOption> options() {
        return Set.of(VerbOption.CONFIG);
    }

    @Override
    public List<Format> formats() {
        return Format.LISTS;
    }

    @Override
    public Set<ConfigKey> keys() {
        return EnumSet.allOf(ConfigKey.class);
    }

    @Override
    public VerbExit run(Request request) {
        if (request.operands().size() != 1) {
            throw new UsageException("name the job: wm submit crunch --numeric 0-999");
        }
        JobConfig config = ConfigReader.read(input(request));
        JobStatus job = submit(request, request.operands().get(0), config);
        JobView.answer(request, List.of(job));
        return VerbExit.DONE;
    }

    private static ConfigInput input(Request request) {
        Map<ConfigKey, String> flags = new EnumMap<>(ConfigKey.class);
        request.keys().forEach((key, values) -> {
            if (values.size() > 1 && !key.isRepeatable()) {
                throw new UsageException(key.flag() + " is given more than once; remove one of them");
            }
            flags.put(key, String.join("\n", values));
        });
        String file = request.value(VerbOption.CONFIG).orElse("");
        return new ConfigInput(
                Path.of(file.equals(STANDARD_INPUT) ? "/dev/stdin" : file.isEmpty() ? "wm-config" : file),
                !file.isEmpty(),
                Path.of(""),
                flags,
                request.surroundings().environment(),
                List.of(),
                request.surroundings().in());
    }

    private static JobStatus submit(Request request, String name, JobConfig config) {
        Map<String, String> policy = PolicyKeys.of(config.policy());
        try (ItemUpload lines = new ItemUpload()) {
            Source source = config.source().freeze(lines::begin);
            if (source.hasData()) {
                return request.client().submit(name, lines.file(), policy);
            }
            String[] key = source.words().split(": ", 2);
            JobSubmission submission = JobSubmission.of(key[0], key[1]);
            for (Map.Entry<String, String> each : policy.entrySet()) {
                submission = submission.with(each.getKey(), each.getValue());
            }
            return request.client().submit(name, submission);
        } catch (IOException e) {
            throw new UncheckedIOException("the items cannot be gathered: " + e.getMessage(), e);
        }
    }
}
