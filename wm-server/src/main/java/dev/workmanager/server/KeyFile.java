package dev.workmanager.server;

import dev.workmanager.http.ApiKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file of the keys: one a line, blank lines and those that begin with {@code #} aside. What is wrong is told without showing a key. */
final class KeyFile {
    private static final int LONGEST = 256;

    private KeyFile() {}

    /** @throws KeyFileException if it cannot be read, holds no key, or one that no request could bring */
    static ApiKeys read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new KeyFileException(file + " cannot be read: " + e, e);
        }
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                require(line, file, i + 1);
                keys.add(line);
            }
        }
        if (keys.isEmpty()) {
            throw new KeyFileException(file + " holds no key: write one a line, or leave --api-key-file out", null);
        }
        return new ApiKeys(keys);
    }

    private static void require(String key, Path file, int line) {
        boolean plain = key.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!plain || key.length() > LONGEST) {
            throw new KeyFileException(
                    file + ":" + line + ": a key has 1 to " + LONGEST + " characters of ASCII, and no blank", null);
        }
    }
}
