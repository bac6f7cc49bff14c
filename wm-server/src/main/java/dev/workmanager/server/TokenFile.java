package dev.workmanager.server;

import dev.workmanager.http.Role;
import dev.workmanager.http.Token;
import dev.workmanager.http.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of tokens: {@code role token [name]} on each line, blank lines and what follows a {@code #} aside. What is wrong is told without
 * showing a token.
 */
final class TokenFile {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 256;
    private static final int LONGEST_NAME = 64;
    private static final String HOW = "; write a line as: role token [name]";

    private final Path file;
    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private TokenFile(Path file) {
        this.file = file;
    }

    /**
     * Reads what a file holds.
     *
     * @throws AccessFileException with every line that is wrong
     */
    static Tokens parse(Path file, byte[] bytes) {
        TokenFile read = new TokenFile(file);
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            String text = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!text.isEmpty()) {
                read.take(number, text.split("\\s+", 3));
            }
        }
        if (!read.problems.isEmpty()) {
            throw new AccessFileException(String.join("\n", read.problems));
        }
        if (read.tokens.isEmpty()) {
            throw new AccessFileException(file + " holds no token" + HOW + ", or leave --tokens out");
        }
        return new Tokens(read.tokens);
    }

    private void take(int line, String... words) {
        Optional<Role> role = Role.parse(words[0]);
        if (role.isEmpty()) {
            wrong(line, "the first word is no role: read, work or admin");
        } else if (words.length < 2) {
            wrong(line, "there is no token");
        } else if (!words[1].matches("[!-~]{" + SHORTEST + "," + LONGEST + "}")) {
            wrong(line, "a token has " + SHORTEST + " to " + LONGEST + " characters of ASCII, and no blank");
        } else if (words.length > 2 && !isName(words[2])) {
            wrong(line, "a name has at most " + LONGEST_NAME + " characters, and none that cannot be seen");
        } else if (lines.containsKey(words[1])) {
            problems.add(file + ":" + line + ": the same token stands in line " + lines.get(words[1]));
        } else {
            lines.put(words[1], line);
            tokens.add(Token.of(role.get(), words[1], Optional.ofNullable(words.length > 2 ? words[2] : null)));
        }
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.codePoints().noneMatch(Character::isISOControl);
    }

    private void wrong(int line, String why) {
        problems.add(file + ":" + line + ": " + why + HOW);
    }
}
