package dev.workmanager.rules;

import dev.workmanager.protocol.Report;
import dev.workmanager.store.RegistryReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Registrations and messages in memory, every one of them. */
public final class MemoryRegistry implements Registry, RegistryReader {
    private final LongSupplier now;
    private final Map<String, Registration> registrations = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();

    /** With a clock, in milliseconds since the epoch. */
    public MemoryRegistry(LongSupplier now) {
        this.now = now;
    }

    @Override
    public synchronized Optional<Registration> registration(String worker) {
        return Optional.ofNullable(registrations.get(worker));
    }

    @Override
    public synchronized List<Registration> all() {
        return List.copyOf(registrations.values());
    }

    @Override
    public synchronized int registrations() {
        return registrations.size();
    }

    @Override
    public synchronized void put(Registration registration) {
        registrations.put(registration.worker(), registration);
    }

    @Override
    public synchronized void remove(String worker) {
        registrations.remove(worker);
    }

    @Override
    public synchronized Optional<Message> message(String worker, String key) {
        return messages.stream()
                .filter(message -> message.report().worker().equals(worker)
                        && key.equals(message.report().key()))
                .findFirst();
    }

    @Override
    public synchronized Message add(Report report) {
        Message message = new Message(messages.size() + 1, now.getAsLong(), report);
        messages.add(message);
        return message;
    }

    @Override
    public synchronized List<Message> before(long number, Predicate<Message> wanted, int limit) {
        List<Message> found = new ArrayList<>();
        for (int i = messages.size() - 1; i >= 0; i--) {
            found.add(messages.get(i));
        }
        return found.stream()
                .filter(message -> message.number() < number)
                .filter(wanted)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Message> after(long number, Predicate<Message> wanted, int limit) {
        return messages.stream()
                .filter(message -> message.number() > number)
                .filter(wanted)
                .limit(limit)
                .toList();
    }
}
