package dev.workmanager.rules;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.Report;
import java.util.Optional;

/** Who registers, who leaves, and what is told of them. */
final class RegistryRule {
    private RegistryRule() {}

    static Optional<Message> tell(Command.Tell tell, Ledger ledger) {
        Report report = tell.report();
        Registry registry = ledger.registry();
        String key = report.key();
        Optional<Message> known = key == null ? Optional.empty() : registry.message(report.worker(), key);
        if (known.isPresent()) {
            return known;
        }
        boolean registered = registry.registration(report.worker()).isPresent();
        if (report.event().equals(Report.STARTED)) {
            requireRoom(registered, registry);
            registry.put(new Registration(report.worker(), report.group(), ledger.now()));
        } else if (report.event().equals(Report.STOPPED)) {
            if (!registered && tell.onlyKnown()) {
                return Optional.empty();
            }
            registry.remove(report.worker());
        }
        return Optional.of(registry.add(report));
    }

    private static void requireRoom(boolean registered, Registry registry) {
        if (!registered && registry.registrations() >= Registration.MAX) {
            throw new RefusedException(
                    ErrorCode.UNAVAILABLE,
                    Registration.MAX
                            + " workers are registered, and no more may be: tell 'stopped' of those that are not"
                            + " there any more");
        }
    }
}
