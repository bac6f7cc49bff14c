package dev.workmanager.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/operations.md names commands, options, metrics and alerts that there are. */
final class OperationsGuideTest {
    private static final Path SHARE = Run.shipped().resolve("share");
    private static final Pattern COMMAND =
            Pattern.compile("(?:^ {4}|`)(wm|wm-server) ([a-z]+)([^`\\n]*)", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("(?<=[ `(])--[a-z][a-z-]+");

    private static String guide() throws IOException {
        return Files.readString(Path.of("../docs/operations.md"));
    }

    @Test
    void commandsAndTheirOptionsExist() throws IOException {
        List<MatchResult> commands = COMMAND.matcher(guide()).results().toList();
        assertThat(commands).hasSizeGreaterThan(12);
        for (MatchResult command : commands) {
            Path page = SHARE.resolve("man/man1/wm-" + command.group(2) + ".1");
            if (!Files.exists(page)) {
                page = SHARE.resolve("man/man1/wm-server-" + command.group(2) + ".1");
            }
            assertThat(page).as(command.group()).exists();
            String text = Files.readString(page).replace("\\-", "-");
            assertThat(found(OPTION, command.group(3))).as(command.group()).allMatch(text::contains);
        }
    }

    @Test
    void everyOptionIsOneOfSomeProgram() throws Exception {
        String all = Run.of(
                        Path.of("/"),
                        System.getenv(),
                        List.of(Run.program("wm-wrap").toString(), "--help"))
                .out()
                .toString();
        for (String command : List.of("serve", "run", "backup")) {
            all += Files.readString(SHARE.resolve("man/man1/wm-server-" + command + ".1"))
                    .replace("\\-", "-");
        }
        all += Files.readString(SHARE.resolve("man/man1/wm-retry.1")).replace("\\-", "-");
        assertThat(all).contains(found(OPTION, guide()));
    }

    @Test
    void metricsAndAlertsExist() throws IOException {
        assertThat(Files.readString(Path.of("../docs/metrics.md")))
                .contains(found(Pattern.compile("wm_[a-z_]+"), guide()));
        assertThat(Files.readString(SHARE.resolve("prometheus/work-manager.rules.yml")))
                .contains(found(Pattern.compile("WorkManager[A-Z][A-Za-z]+"), guide()));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
