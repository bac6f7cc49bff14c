package dev.workmanager.store;

import dev.workmanager.rules.Message;
import dev.workmanager.rules.Registration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Who has registered, and the messages that are kept, as they durably stand. Thread-safe; never waits for a disk. */
public interface RegistryReader {
    /** Before this number are all messages. */
    long END = Long.MAX_VALUE;

    /** The workers that are registered, in the order in which they came. */
    List<Registration> all();

    /** The registration of a worker. */
    Optional<Registration> registration(String worker);

    /**
     * Some of the messages, newest first.
     *
     * @param number only those with a lower one
     * @param wanted only those that pass this
     * @param limit at most so many
     */
    List<Message> before(long number, Predicate<Message> wanted, int limit);

    /** Likewise those with a higher number, oldest first. */
    List<Message> after(long number, Predicate<Message> wanted, int limit);
}
