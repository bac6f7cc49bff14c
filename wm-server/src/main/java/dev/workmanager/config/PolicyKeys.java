package dev.workmanager.config;

import dev.workmanager.model.Backoff;
import dev.workmanager.model.Durations;
import dev.workmanager.model.ExitCodes;
import dev.workmanager.model.Halt;
import dev.workmanager.model.Policy;
import java.util.LinkedHashMap;
import java.util.Map;

/** A policy as the keys of wm-config that make it. */
public final class PolicyKeys {
    private PolicyKeys() {}

    /** Keys, with values that make this very policy. What they do not say is as it is by itself. */
    public static Map<String, String> of(Policy policy) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("attempts", Integer.toString(policy.attempts()));
        keys.put("backoff", range(policy.backoff()));
        keys.put("give-backs", Integer.toString(policy.giveBacks()));
        put(
                keys,
                "never-retry",
                policy.neverRetry().toString(),
                !policy.neverRetry().equals(ExitCodes.NONE));
        keys.put("crash-limit", Integer.toString(policy.crashLimit()));
        policy.timeout().ifPresent(timeout -> keys.put("timeout", Durations.format(timeout)));
        // The key gives a lease to those without a name, too.
        put(keys, "lease", Durations.format(policy.lease()), policy.namelessLease());
        put(keys, "halt", policy.halt().toString(), !policy.halt().equals(Halt.DEFAULT));
        put(keys, "priority", Integer.toString(policy.priority()), policy.priority() != 0);
        put(keys, "domain", policy.domain(), !policy.domain().isEmpty());
        return keys;
    }

    private static String range(Backoff backoff) {
        return Durations.format(backoff.first()) + "-" + Durations.format(backoff.longest());
    }

    private static void put(Map<String, String> keys, String key, String value, boolean said) {
        if (said) {
            keys.put(key, value);
        }
    }
}
