package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.config.ConfigKey;
import dev.workmanager.wrapper.Handing;
import dev.workmanager.wrapper.Limits;
import dev.workmanager.wrapper.Pass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OptionReaderTest {
    private static final Folders FOLDERS = new Folders(Path.of("c"), Path.of("d"), Path.of("o"));

    private static OptionReader reader(Map<ServerOption, String> options, Map<String, String> variables) {
        return new OptionReader(new Arguments(options, Map.of(), List.of("cmd", "arg")), variables, FOLDERS);
    }

    private static ServerOptions read(Map<ServerOption, String> options, Map<String, String> variables) {
        return reader(options, variables).serve(InputStream.nullInputStream());
    }

    @Test
    void whatHoldsOtherwise() {
        ServerOptions options = read(Map.of(), Map.of("WM_HOST", ""));
        assertThat(options.config().file()).isEqualTo(Path.of("c"));
        assertThat(options.config().named()).isFalse();
        assertThat(options.config().leftOut()).containsExactly(Path.of("d"), Path.of("o"));
        assertThat(options.data()).isEqualTo(Path.of("d"));
        assertThat(options.out()).isEqualTo(Path.of("o"));
        assertThat(options.listen()).isEqualTo(new Address("0.0.0.0", 8080));
        assertThat(options.restart()).isEmpty();
        assertThat(options.keep()).isFalse();
        assertThat(options.linger()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.protection()).isEqualTo(Protection.NONE);
        assertThat(options.notes()).isEmpty();
    }

    @Test
    void theHelpBreaksNoPath() {
        for (ServerOption option : ServerOption.values()) {
            String text = option.description(Address.SERVE);
            String[] lines = ServerHelp.column(text);
            assertThat(lines).allMatch(line -> line.length() <= 62);
            assertThat(String.join(" ", lines).replaceAll(" +", " ")).isEqualTo(text);
        }
        assertThat(ServerHelp.column(ServerOption.DATA.description(Address.SERVE)))
                .containsExactly("What the manager remembers lies here. Default:", "  ./.work-manager. (WM_DATA_DIR)");
    }

    @Test
    void everyOptionHasAVariable() {
        ServerOptions options = read(
                Map.of(),
                Map.of(
                        "WM_CONFIG", "cc",
                        "WM_DATA_DIR", "dd",
                        "WM_OUT_DIR", "oo",
                        "WM_HOST", "::1",
                        "WM_PORT", "81",
                        "WM_WIPE", "1",
                        "WM_RETRY_FAILED", "true",
                        "WM_KEEP", "1",
                        "WM_LINGER", "90s",
                        "WM_TOKENS", "kk"));
        assertThat(options.protection()).isEqualTo(Protection.byTokens(Path.of("kk")));
        assertThat(options.keep()).isTrue();
        assertThat(reader(Map.of(), Map.of("WM_KEEP", "1"))
                        .run(InputStream.nullInputStream())
                        .keep())
                .as("run ends with its items")
                .isFalse();
        assertThat(options.config().file()).isEqualTo(Path.of("cc"));
        assertThat(options.config().named()).isTrue();
        assertThat(options.data()).isEqualTo(Path.of("dd"));
        assertThat(options.out()).isEqualTo(Path.of("oo"));
        assertThat(options.listen()).isEqualTo(new Address("::1", 81));
        assertThat(options.restart()).containsExactlyInAnyOrder(Restart.WIPE, Restart.RETRY_FAILED);
        assertThat(options.linger()).isEqualTo(Duration.ofSeconds(90));
        assertThat(reader(Map.of(), Map.of("WM_SLOTS", "7", "WM_PASS", "env", "WM_VERBOSE", "yes"))
                        .workers(4))
                .isEqualTo(new Workers(List.of("cmd", "arg"), 7, new Handing(Pass.ENV, false), Limits.DEFAULT, true));
    }

    @Test
    void aFlagGoesBeforeAVariable() {
        ServerOptions options = read(
                Map.of(ServerOption.PORT, "82", ServerOption.WIPE, "true"), Map.of("WM_PORT", "81", "WM_WIPE", "0"));
        assertThat(options.listen().port()).isEqualTo(82);
        assertThat(options.restart()).containsExactly(Restart.WIPE);
        assertThat(reader(Map.of(), Map.of()).workers(4).slots()).isEqualTo(4);
    }

    @Test
    void aPortOfKubernetesIsNoted() {
        ServerOptions options = read(Map.of(), Map.of("WM_PORT", "tcp://10.0.0.1:80"));
        assertThat(options.listen().port()).isEqualTo(8080);
        assertThat(options.notes()).hasSize(1).first().asString().contains("tcp://10.0.0.1:80");
        assertThat(read(Map.of(ServerOption.PORT, "82"), Map.of("WM_PORT", "tcp://10.0.0.1:80"))
                        .notes())
                .isEmpty();
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> read(Map.of(), Map.of("WM_PORT", "eighty")))
                .isInstanceOf(UsageException.class)
                .hasMessage("WM_PORT: 'eighty' is not a number from 0 to 65535");
        assertThatThrownBy(() -> read(Map.of(ServerOption.DATA, ""), Map.of())).hasMessage("--data: a path is missing");
        assertThatThrownBy(() -> read(Map.of(), Map.of("WM_WIPE", "maybe"))).hasMessageContaining("WM_WIPE");
    }

    @Test
    void theImagesFoldersGoBeforeThoseOfTheCurrentOne(@TempDir Path system) throws IOException {
        assertThat(Folders.standard(system).data()).isEqualTo(system.resolve("data"));
        assertThat(Folders.standard(system).config()).isEqualTo(system.resolve("config/wm-config"));
        Files.delete(system);
        assertThat(Folders.standard(system).out()).isEqualTo(Path.of("out"));
        Files.createDirectory(system);
    }

    @Test
    void eachOptionIsOfACommandAndHasItsOwnName() {
        assertThat(ServerOption.values())
                .allMatch(option -> ServerOption.SERVE.contains(option)
                        || ServerOption.RUN.contains(option)
                        || ServerOption.BACKUP.contains(option));
        assertThat(ServerOption.values())
                .extracting(ServerOption::variable)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(List.of(ConfigKey.values()).stream()
                        .map(ConfigKey::variable)
                        .toList());
    }
}
