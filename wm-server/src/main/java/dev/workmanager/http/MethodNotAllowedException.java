package dev.workmanager.http;

import java.util.Set;
import java.util.stream.Collectors;

/** The path exists, but not with this method. */
final class MethodNotAllowedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String allowed;

    MethodNotAllowedException(String method, String path, Set<HttpMethod> allowed) {
        this(method, path, allowed.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")));
    }

    private MethodNotAllowedException(String method, String path, String allowed) {
        super(path + " does not take " + method + ", but " + allowed);
        this.allowed = allowed;
    }

    /** What the path does take: the value of {@code Allow}. */
    String allowed() {
        return allowed;
    }
}
