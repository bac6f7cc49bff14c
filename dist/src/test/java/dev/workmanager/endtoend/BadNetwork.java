package dev.workmanager.endtoend;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Gives one request in three a bad fate. Those that nobody repeats go well: to end is the business of {@code status} and the like. */
final class BadNetwork implements Function<Message, Fate> {
    private static final Fate[] FATES = Fate.values();

    private final RandomGenerator random;

    BadNetwork(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public synchronized Fate apply(Message request) {
        boolean isNative = request.path().startsWith("/v1/");
        return isNative && random.nextInt(3) == 0 ? FATES[random.nextInt(FATES.length)] : Fate.PASS;
    }
}
