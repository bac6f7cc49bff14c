package dev.workmanager.rules;

/**
 * What became of an attempt that a worker ended.
 *
 * @param text the lease token as it came
 * @param outcome {@code ENDED} when accepted
 */
public record Verdict(String text, Standing outcome) {}
