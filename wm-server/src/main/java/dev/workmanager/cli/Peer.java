package dev.workmanager.cli;

import dev.workmanager.client.ManagerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The manager that is asked.
 *
 * @param address where it is
 * @param token what opens it
 */
record Peer(ManagerAddress address, Optional<String> token) {
    private static final String STANDARD = "http://localhost:8080";

    /**
     * Finds it.
     *
     * @param named a URL or a name of the list; null for the usual one
     * @param tokenFile where the token is; null where nobody said so
     * @throws UsageException if there is none such, or a file is wrong
     */
    static Peer of(@Nullable String named, @Nullable String tokenFile, Map<String, String> environment) {
        ManagerList list = ManagerList.place(environment)
                .map(ManagerList::read)
                .orElseGet(() -> new ManagerList(Path.of(""), Map.of(), Map.of()));
        String name = named == null ? ManagerList.DEFAULT : named;
        String url = list.urls().get(name);
        if (url == null) {
            url = named == null ? STANDARD : named;
        }
        Path token = tokenFile == null ? list.tokenFiles().get(name) : Path.of(tokenFile);
        return new Peer(address(url, list), Optional.ofNullable(token).map(Peer::token));
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

    private static String token(Path file) {
        try {
            String token = Files.readString(file).lines().findFirst().orElse("").strip();
            if (!token.matches("[!-~]+")) {
                throw new UsageException(
                        VerbExit.CONFIG, file + ": its first line is no token: printable ASCII without blanks");
            }
            return token;
        } catch (NoSuchFileException e) {
            throw new UsageException(VerbExit.CONFIG, "the token file " + file + " is not there");
        } catch (IOException e) {
            throw new UsageException(VerbExit.CONFIG, "the token file " + file + " cannot be read: " + e.getMessage());
        }
    }
}
