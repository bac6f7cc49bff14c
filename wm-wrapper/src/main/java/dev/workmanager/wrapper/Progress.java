package dev.workmanager.wrapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far a child says it is: the last line of the file that it keeps for it, a percentage or anything else. */
final class Progress {
    /** No more of the file is read, from its end. */
    private static final int LOOKED_AT = 1_024;

    private static final int LONGEST = 100;
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%?");

    private Progress() {}

    /** What it says now; empty if it says nothing, or keeps something else than a file there. */
    static Optional<String> read(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer end = ByteBuffer.allocate(LOOKED_AT);
            channel.read(end, Math.max(0, channel.size() - LOOKED_AT));
            return line(StandardCharsets.UTF_8.decode(end.flip()).toString());
        } catch (IOException justTakenAwayOrUnreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> line(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((earlier, later) -> later)
                .map(line -> line.replaceAll("\\p{Cntrl}", "?"))
                .map(line -> line.substring(0, Math.min(line.length(), LONGEST)))
                .map(Progress::inWords);
    }

    private static String inWords(String line) {
        Matcher percentage = PERCENTAGE.matcher(line);
        return percentage.matches() ? percentage.group(1) + " %" : line;
    }
}
