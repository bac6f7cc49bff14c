package dev.workmanager.process;

import java.util.Map;

/**
 * What can be seen of a child from outside: equal to that of an earlier look if it has done nothing meanwhile.
 *
 * @param cpu the processor time that each process of its tree took, in some unit
 * @param said how many bytes it has written to its standard error
 */
public record Vitals(Map<String, Long> cpu, long said) {
    /** Copies the map. */
    public Vitals {
        cpu = Map.copyOf(cpu);
    }
}
