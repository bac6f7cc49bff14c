package dev.workmanager.cli;

import dev.workmanager.client.Credentials;
import dev.workmanager.client.CredentialsException;
import dev.workmanager.client.ManagerAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The manager that is asked.
 *
 * @param address where it is
 * @param credentials what opens it
 */
record Peer(ManagerAddress address, Credentials credentials) {
    private static final String STANDARD = "http://localhost:8080";

    /**
     * Finds it.
     *
     * @param named a URL or a name of the list; null for the usual one
     * @param tokenFile where the token is; null where nobody said so
     * @param caFile where the authorities are; null where nobody said so
     * @throws UsageException if there is none such, or a file is wrong
     */
    static Peer of(
            @Nullable String named,
            @Nullable String tokenFile,
            @Nullable String caFile,
            Map<String, String> environment) {
        ManagerList list = ManagerList.place(environment)
                .map(ManagerList::read)
                .orElseGet(() -> new ManagerList(Path.of(""), Map.of(), Map.of(), Map.of()));
        String name = named == null ? ManagerList.DEFAULT : named;
        String url = list.urls().get(name);
        if (url == null) {
            url = named == null ? STANDARD : named;
        }
        Path token = tokenFile == null ? list.tokenFiles().get(name) : Path.of(tokenFile);
        Path authorities = caFile == null ? list.caFiles().get(name) : Path.of(caFile);
        return new Peer(address(url, list), credentials(Optional.ofNullable(token), Optional.ofNullable(authorities)));
    }

    private static Credentials credentials(Optional<Path> token, Optional<Path> authorities) {
        try {
            return Credentials.of(token, authorities);
        } catch (CredentialsException e) {
            throw new UsageException(VerbExit.CONFIG, String.valueOf(e.getMessage()));
        }
    }

    private static ManagerAddress address(String url, ManagerList list) {
        try {
            return ManagerAddress.parse(url);
        } catch (IllegalArgumentException e) {
            String names = list.urls().isEmpty()
                    ? ""
                    : "; the managers in " + list.file() + " are "
                            + String.join(", ", list.urls().keySet());
            throw new UsageException(e.getMessage() + names);
        }
    }
}
