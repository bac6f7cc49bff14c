package dev.workmanager.protocol;

/**
 * How many items of a job are in which state, at one moment.
 *
 * @param total all of them
 * @param pending not handed out: never yet, given back, or waiting for another try
 * @param running handed out
 * @param done with a completion that was accepted
 * @param failed for good
 * @param cancelled not to be done
 */
public record JobCounts(long total, long pending, long running, long done, long failed, long cancelled) {}
