package dev.workmanager.store.embedded;

import dev.workmanager.rules.Message;
import dev.workmanager.rules.Registration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Who has registered, and the last messages: facts are assigned to it. Used by one thread, but for {@link #messages}, which any may
 * read.
 */
final class Registered {
    /** What a message is known by to its sender. */
    record Key(String worker, String key) {}

    private final Map<String, Registration> registrations = new LinkedHashMap<>();
    private final NavigableMap<Long, Message> messages = new ConcurrentSkipListMap<>();
    private final Map<Key, Message> byKey = new HashMap<>();
    private int kept;
    private long characters;
    private long lastMessage;

    /** The number that was given to a message last. */
    long lastMessage() {
        return lastMessage;
    }

    /** In the order in which they came. */
    Collection<Registration> registrations() {
        return registrations.values();
    }

    Optional<Registration> registration(String worker) {
        return Optional.ofNullable(registrations.get(worker));
    }

    /** Those that are kept, by their numbers. */
    NavigableMap<Long, Message> messages() {
        return messages;
    }

    Optional<Message> message(String worker, String key) {
        return Optional.ofNullable(byKey.get(new Key(worker, key)));
    }

    /** All of it, for a start. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(registrations.size() + kept);
        registrations.values().forEach(registration -> facts.add(new Fact.RegistrationIs(registration)));
        messages.values().forEach(message -> facts.add(new Fact.MessageIs(message)));
        return facts;
    }

    /** Assigns a fact, if it is about any of this. */
    void assign(Fact fact) {
        if (fact instanceof Fact.MessageIs message) {
            keep(message.message());
        } else if (fact instanceof Fact.RegistrationIs is) {
            registrations.put(is.registration().worker(), is.registration());
        } else if (fact instanceof Fact.RegistrationGone gone) {
            registrations.remove(gone.worker());
        }
    }

    private void keep(Message message) {
        forget(messages.put(message.number(), message));
        String key = message.report().key();
        if (key != null) {
            byKey.put(new Key(message.report().worker(), key), message);
        }
        kept++;
        characters += message.characters();
        lastMessage = Math.max(lastMessage, message.number());
        while (kept > Message.MAX_KEPT || characters > Message.MAX_KEPT_CHARACTERS) {
            forget(Objects.requireNonNull(messages.pollFirstEntry()).getValue());
        }
    }

    private void forget(@Nullable Message message) {
        if (message == null) {
            return;
        }
        kept--;
        characters -= message.characters();
        String key = message.report().key();
        if (key != null) {
            byKey.remove(new Key(message.report().worker(), key), message);
        }
    }
}
