package dev.workmanager.server;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Time and chance.
 *
 * @param wall the time of day
 * @param nanoTime a clock that only runs forward
 * @param random good enough that nothing is drawn twice; thread-safe
 */
public record Outside(InstantSource wall, LongSupplier nanoTime, RandomGenerator random) {
    /** Those of this machine. */
    public static Outside ofThisMachine() {
        return new Outside(InstantSource.system(), System::nanoTime, new SecureRandom());
    }
}
