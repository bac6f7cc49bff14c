package dev.workmanager.protocol;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a program answers to an item that it was given as a line of JSON: one line of JSON, too. It is {@code {"id":3,"result":"…"}}, or
 * {@code {"id":3,"exit":1,"error":"why"}} for an item that failed.
 *
 * @param id the item's number, as in the question
 * @param result the result: a text, or anything else, which is then kept as JSON; absent or null for an empty one
 * @param base64 the result where it is no text, instead of {@code result}
 * @param exit what the program would have left with for this item alone; absent for 0, or for 1 where there is an error
 * @param error why it failed, for people
 */
public record ChildAnswer(
        @Nullable Long id,
        @Nullable Object result,
        byte @Nullable [] base64,
        @Nullable Integer exit,
        @Nullable String error) {
    /** 0 if the item is done. */
    public int exitCode() {
        if (exit == null || exit == 0) {
            return error == null ? 0 : 1;
        }
        return exit;
    }

    /** The bytes of the result. */
    public byte[] bytes() {
        if (base64 != null) {
            return base64;
        }
        if (result == null) {
            return new byte[0];
        }
        return result instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.write(result);
    }
}
