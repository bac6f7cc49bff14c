package dev.workmanager.config;

/**
 * Something in the configuration that keeps it from being used.
 *
 * @param place where it is
 * @param text what is wrong and what to do, in one line
 */
public record Problem(Place place, String text) {
    /** Makes the text harmless for a terminal. */
    public Problem {
        text = Quoted.plain(text);
    }

    /** {@code wm-config:3: unknown key 'atempts'; did you mean 'attempts'?}. */
    @Override
    public String toString() {
        return place + ": " + text;
    }
}
