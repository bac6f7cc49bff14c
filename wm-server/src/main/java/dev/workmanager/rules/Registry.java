package dev.workmanager.rules;

import dev.workmanager.protocol.Report;
import java.util.Optional;

/** Who has registered, and the messages that are kept: a part of the {@link Ledger}, and seen and changed as that is. */
public interface Registry {
    /** The registration of a worker. */
    Optional<Registration> registration(String worker);

    /** How many workers are registered. */
    int registrations();

    /** Registers a worker, or replaces its registration. */
    void put(Registration registration);

    /** A worker is not registered any more. */
    void remove(String worker);

    /** The message of a worker with a key, if it is still kept. */
    Optional<Message> message(String worker, String key);

    /** Keeps a report as the newest message. */
    Message add(Report report);
}
