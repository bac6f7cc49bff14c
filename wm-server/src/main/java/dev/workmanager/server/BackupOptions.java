package dev.workmanager.server;

import java.nio.file.Path;

/**
 * What {@code backup} is to do.
 *
 * @param data the data folder
 * @param out the folder of results
 * @param target where the backup goes
 * @param withResults whether results are copied
 * @param json whether programs read what is written
 */
record BackupOptions(Path data, Path out, Path target, boolean withResults, boolean json) {
    /** Whether programs are to read it. */
    static boolean parseJson(String text) {
        return switch (text) {
            case "text" -> false;
            case "json" -> true;
            default -> throw new IllegalArgumentException("'" + text + "' is neither text nor json");
        };
    }
}
