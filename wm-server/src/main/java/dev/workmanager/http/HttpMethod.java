package dev.workmanager.http;

/** The methods that some endpoint takes. */
public enum HttpMethod {
    /** Reads. */
    GET,
    /** Changes something. */
    POST,
    /** Stores a body under the path. */
    PUT,
    /** Removes what is under the path. */
    DELETE;

    /** Whether it does more than to read. */
    boolean changes() {
        return this != GET;
    }
}
