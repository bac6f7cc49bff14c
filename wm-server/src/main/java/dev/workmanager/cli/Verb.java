package dev.workmanager.cli;

import dev.workmanager.config.ConfigKey;
import java.util.List;
import java.util.Set;

/** Something that people and scripts ask of a manager. One class for each, in which all of it is said: its options, its help, its deed. */
interface Verb {
    /** The word for it on the command line. */
    String name();

    /** What follows it there beside options: {@code [JOB] [ITEMS]}; empty for nothing. */
    String operands();

    /** What it does, in a line. */
    String summary();

    /** What there is more to know, in sentences; perhaps nothing. */
    default String details() {
        return "";
    }

    /** Lines with commands, and behind each what it is for. */
    List<String> examples();

    /** Its options beside those of every verb, and beside {@link VerbOption#OUTPUT}, which those have that can answer in several formats. */
    default Set<VerbOption> options() {
        return Set.of();
    }

    /** How it can answer, as it does by itself first; none where it always answers in the same way. */
    default List<Format> formats() {
        return List.of();
    }

    /** The keys of the configuration that it takes as options. */
    default Set<ConfigKey> keys() {
        return Set.of();
    }

    /** Whether it goes on for long, and bears with a manager that is away. */
    default boolean isPatient(Request request) {
        return false;
    }

    /** Does it. */
    VerbExit run(Request request) throws InterruptedException;
}
