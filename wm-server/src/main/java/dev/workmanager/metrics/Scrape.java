package dev.workmanager.metrics;

/** All numbers of a manager as text. Thread-safe. */
public interface Scrape {
    /**
     * What it is now.
     *
     * @param accept the formats that are understood, as a client names them; empty for any
     */
    Page page(String accept);

    /**
     * A text and its format.
     *
     * @param type the media type
     * @param text the text, in its bytes
     */
    record Page(String type, byte[] text) {}
}
