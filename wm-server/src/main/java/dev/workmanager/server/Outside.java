package dev.workmanager.server;

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
public record Outside(InstantSource wall, LongSupplier nanoTime, RandomGenerator random) {}
