package dev.workmanager.wrapper;

import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An item as {@link Pass#JSON} hands it over: what it is, and whose, each under the name of its variable.
 *
 * @param index its place in the job, from 0
 * @param data absent where there are none
 * @param slot from 0
 */
record ItemInput(
        long id, @Nullable String data, String job, long index, int attempt, int attempts, String worker, int slot) {
    /** What the command reads; null for nothing. */
    static byte @Nullable [] of(Pass pass, HandedItem item, Holder holder) {
        return switch (pass) {
            case ARGS, ENV -> null;
            case STDIN -> Placeholder.valueOf(item).getBytes(StandardCharsets.UTF_8);
            case JSON ->
                line(new ItemInput(
                        item.id(),
                        item.data(),
                        item.job(),
                        item.index(),
                        item.attempt(),
                        item.attempts(),
                        holder.worker(),
                        holder.slot()));
        };
    }

    private static byte[] line(ItemInput item) {
        byte[] json = Json.write(item);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }
}
