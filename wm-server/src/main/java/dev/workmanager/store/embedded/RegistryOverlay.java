package dev.workmanager.store.embedded;

import dev.workmanager.protocol.Report;
import dev.workmanager.rules.Message;
import dev.workmanager.rules.Registration;
import dev.workmanager.rules.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one batch of commands changes of {@link Registered}; see {@link Overlay}. */
final class RegistryOverlay implements Registry {
    private final Registered base;
    private final long now;
    /** Empty for one that is not registered any more. */
    private final Map<String, Optional<Registration>> registrations = new LinkedHashMap<>();

    private final List<Message> messages = new ArrayList<>();
    private final Map<Registered.Key, Message> byKey = new HashMap<>();
    private int more;

    RegistryOverlay(Registered base, long now) {
        this.base = base;
        this.now = now;
    }

    @Override
    public Optional<Registration> registration(String worker) {
        Optional<Registration> changed = registrations.get(worker);
        return changed == null ? base.registration(worker) : changed;
    }

    @Override
    public int registrations() {
        return base.registrations().size() + more;
    }

    @Override
    public void put(Registration registration) {
        more += registration(registration.worker()).isPresent() ? 0 : 1;
        registrations.put(registration.worker(), Optional.of(registration));
    }

    @Override
    public void remove(String worker) {
        if (registration(worker).isPresent()) {
            more--;
            registrations.put(worker, Optional.empty());
        }
    }

    @Override
    public Optional<Message> message(String worker, String key) {
        return Optional.ofNullable(byKey.get(new Registered.Key(worker, key))).or(() -> base.message(worker, key));
    }

    @Override
    public Message add(Report report) {
        Message message = new Message(base.lastMessage() + messages.size() + 1, now, report);
        messages.add(message);
        if (report.key() != null) {
            byKey.put(new Registered.Key(report.worker(), report.key()), message);
        }
        return message;
    }

    /** Whether nothing has changed. */
    boolean isEmpty() {
        return registrations.isEmpty() && messages.isEmpty();
    }

    /** What has become so. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(registrations.size() + messages.size());
        registrations.forEach((worker, is) ->
                facts.add(is.<Fact>map(Fact.RegistrationIs::new).orElseGet(() -> new Fact.RegistrationGone(worker))));
        messages.forEach(message -> facts.add(new Fact.MessageIs(message)));
        return facts;
    }
}
