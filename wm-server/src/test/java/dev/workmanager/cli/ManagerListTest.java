package dev.workmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.client.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManagerListTest {
    @TempDir
    private Path home;

    private Path write(String text) throws IOException {
        Path file = home.resolve("work-manager/managers");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Peer peer(@Nullable String named) {
        return Peer.of(named, null, null, Map.of("XDG_CONFIG_HOME", home.toString(), "HOME", "/nowhere"));
    }

    @Test
    void namesManagersAndTheirTokens() throws IOException {
        Path list = write(
                "# mine\n\ndefault = http://one:1   # the usual\nlab=lab.example:8443\nlab.token-file = lab.token\n");
        Files.writeString(list.resolveSibling("lab.token"), "s3cret\nnot this\n");
        assertThat(peer(null).address().url()).isEqualTo("http://one:1");
        assertThat(peer("lab").address().url()).isEqualTo("http://lab.example:8443");
        assertThat(peer("lab").credentials()).isNotSameAs(Credentials.NONE).hasToString("credentials");
        Files.writeString(list, "lab.ca-file = lab.token\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> peer("lab")).hasMessageContaining("lab.token holds no certificate");
        assertThat(peer(null).address().url()).isEqualTo("http://one:1");
        assertThat(peer("http://other:2/x/").address().url()).isEqualTo("http://other:2/x");
    }

    @Test
    void needNotBeThere() {
        assertThat(peer(null).address().url()).isEqualTo("http://localhost:8080");
        assertThat(ManagerList.place(Map.of())).isEmpty();
        assertThat(ManagerList.place(Map.of("HOME", "/home/me")))
                .contains(Path.of("/home/me/.config/work-manager/managers"));
    }

    @Test
    void tellsEachLineThatIsWrong() throws IOException {
        Path list = write("default = http://one:1\nnonsense\nlab =\ndefault = http://two:2\n");
        assertThatThrownBy(() -> peer(null))
                .isInstanceOf(UsageException.class)
                .hasMessage(list + ":2: 'nonsense' is none of name = url, name.token-file = path, name.ca-file = path\n"
                        + list
                        + ":3: 'lab =' is none of name = url, name.token-file = path, name.ca-file = path\n" + list
                        + ":4: 'default' stands above already; remove one of them");
    }

    @Test
    void neverShowsAToken() throws IOException {
        Path list = write("lab = lab:1\nlab.token-file = t\n");
        Files.writeString(list.resolveSibling("t"), "not a token ünï\n");
        assertThatThrownBy(() -> peer("lab")).hasMessageNotContaining("ünï");
    }
}
