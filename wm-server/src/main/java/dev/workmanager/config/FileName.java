package dev.workmanager.config;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The name of a file as text. To the operating system it is bytes, of which {@link Path#toString} makes characters by
 * the locale, and U+FFFD of those that are none; only its URI tells the bytes themselves.
 *
 * @param text the name; with U+FFFD for what is no text
 * @param isText whether the name is UTF-8
 */
record FileName(String text, boolean isText) {
    static FileName of(Path file) {
        String text = String.valueOf(file.getFileName());
        if (text.chars().allMatch(c -> c < 0x80)) {
            return new FileName(text, true);
        }
        byte[] bytes = bytes(file);
        return new FileName(new String(bytes, StandardCharsets.UTF_8), Utf8.fault(bytes, 0, bytes.length) < 0);
    }

    private static byte[] bytes(Path file) {
        String path = file.toUri().getRawPath();
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        String name = path.substring(path.lastIndexOf('/', end - 1) + 1, end);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%') {
                bytes.write(Integer.parseInt(name, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(name.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
