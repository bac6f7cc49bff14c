package dev.workmanager.protocol;

/**
 * The answer to a retry or a cancellation.
 *
 * @param items how many items it has changed; a repeated one finds nothing left to change
 */
public record ChangedItems(long items) {}
