package dev.workmanager.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. The message has one line for each problem, for people. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigException(List<Problem> problems, long more) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))
                + (more == 0 ? "" : "\nand " + more + " more"));
        this.problems = List.copyOf(problems);
    }

    ConfigException(Problem problem) {
        this(List.of(problem), 0);
    }

    /** What is wrong, in the order of the file; of very many the first hundred. */
    public List<Problem> problems() {
        return problems;
    }
}
