package dev.workmanager.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ManagerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http://localhost:8080",
        "http://localhost:8080/, http://localhost:8080",
        "manager:8080, http://manager:8080",
        "manager, http://manager",
        " 10.0.0.1:80 , http://10.0.0.1:80",
        "[::1]:8080, http://[::1]:8080",
        "https://example.org/wm/, https://example.org/wm",
    })
    void readsWhatPeopleWrite(String text, String url) {
        assertThat(ManagerAddress.parse(text).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://",
                "://x",
                "ftp://x",
                "http://a b",
                "http://x:99999",
                "http://u:p@x",
                "http://x?y",
                "http://x#y",
                "x:port"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> ManagerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' ")
                .hasMessageEndingWith(": write it as http://host:8080");
    }

    @Test
    void tellsWhetherItIsEncrypted() {
        assertThat(ManagerAddress.parse("HTTPS://x").encrypted()).isTrue();
        assertThat(ManagerAddress.parse("x").encrypted()).isFalse();
    }
}
