package dev.workmanager.protocol;

import java.util.List;

/**
 * The answer to a release.
 *
 * @param outcomes what became of each, in the request's order
 */
public record ReleaseAnswer(List<Outcome> outcomes) {}
