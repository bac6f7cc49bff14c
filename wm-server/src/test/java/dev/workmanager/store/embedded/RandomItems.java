package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Hash;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Items as they may never be, but could be written down. */
final class RandomItems {
    private final RandomGenerator random;

    RandomItems(RandomGenerator random) {
        this.random = random;
    }

    Item next() {
        List<Attempt> attempts = new ArrayList<>();
        int last = random.nextInt(40);
        for (int number = Math.max(1, last - random.nextInt(4)); number <= last; number++) {
            attempts.add(attempt(number));
        }
        boolean result = random.nextBoolean();
        return new Item(
                any(ItemState.values()),
                attempts,
                last,
                random.nextInt(5),
                random.nextInt(5),
                random.nextInt(5),
                random.nextBoolean() ? 0 : random.nextLong(Long.MAX_VALUE),
                random.nextBoolean() ? 0 : random.nextLong(1_000_000),
                result ? random.nextLong(1, Long.MAX_VALUE) : 0,
                result ? new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()) : null,
                text(),
                text());
    }

    /** An item as large as one gets. */
    Item largest() {
        List<Attempt> attempts = new ArrayList<>();
        for (int number = Integer.MAX_VALUE - Item.KEPT_ATTEMPTS; attempts.size() < Item.KEPT_ATTEMPTS; number++) {
            attempts.add(new Attempt(
                    number,
                    -1,
                    Integer.MAX_VALUE,
                    65_535,
                    Long.MAX_VALUE / 2,
                    new Attempt.Ending(AttemptEnd.FAILED, Long.MAX_VALUE, -128, true)));
        }
        String tail = "\u00fc".repeat(8_000);
        return new Item(
                ItemState.PENDING,
                attempts,
                Integer.MAX_VALUE - 1,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                new Hash(-1, -1, -1, -1),
                tail,
                tail);
    }

    private Attempt attempt(int number) {
        long started = random.nextLong(2_000_000_000_000L);
        Attempt.Ending ending = random.nextBoolean()
                ? null
                : new Attempt.Ending(
                        any(AttemptEnd.values()),
                        started + random.nextLong(-1_000, 1_000_000),
                        random.nextInt(-64, 256),
                        random.nextBoolean());
        return new Attempt(number, random.nextInt(), random.nextInt(100_000), random.nextInt(65_536), started, ending);
    }

    private String text() {
        return random.nextInt(3) > 0 ? "" : "\u00fcn\u00ef\u20ac\ud83d\ude00 ".repeat(random.nextInt(40));
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
