package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An event of {@code GET /v1/events} that stands for those which the reader cannot have any more.
 *
 * @param kind the word of its kind
 * @param after the id of the last event that the reader had
 * @param upTo the id of the last one that is lost
 * @param lost how many events there were in between, those included that the reader did not ask for; absent when nobody knows, since
 *     {@code after} is from before a start of the manager
 */
public record GapEvent(
        String kind, String after, String upTo, @Nullable Long lost) {}
