package dev.workmanager.store.embedded;

import dev.workmanager.rules.Message;
import dev.workmanager.rules.Registration;
import dev.workmanager.store.RegistryReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What readers see of registrations and messages. Thread-safe. */
final class PublishedRegistry implements RegistryReader {
    private final Registered registered = new Registered();

    /** These have become so. */
    synchronized void show(List<Fact> facts) {
        facts.forEach(registered::assign);
    }

    @Override
    public synchronized List<Registration> all() {
        return List.copyOf(registered.registrations());
    }

    @Override
    public synchronized Optional<Registration> registration(String worker) {
        return registered.registration(worker);
    }

    @Override
    public List<Message> before(long number, Predicate<Message> wanted, int limit) {
        return some(registered.messages().headMap(number, false).descendingMap().values(), wanted, limit);
    }

    @Override
    public List<Message> after(long number, Predicate<Message> wanted, int limit) {
        return some(registered.messages().tailMap(number, false).values(), wanted, limit);
    }

    /** Without the lock: patterns may take their time, while others come and go. */
    private static List<Message> some(Collection<Message> messages, Predicate<Message> wanted, int limit) {
        return messages.stream().filter(wanted).limit(limit).toList();
    }
}
