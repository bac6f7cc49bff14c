package dev.workmanager.http;

/** Answers the requests of one endpoint. Thread-safe. */
@FunctionalInterface
public interface Handler {
    /**
     * Begins to answer, on the IO thread of the request: never blocks. The answer may be given later, and from whatever thread the
     * call itself runs it on. What is thrown, here or in anything that the call runs later, becomes a refusal.
     */
    void handle(Call call);
}
