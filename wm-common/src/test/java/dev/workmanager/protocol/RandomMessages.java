package dev.workmanager.protocol;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages of every kind that has a {@link Codec}, drawn from one seed: fields there or not, texts with anything in them. */
final class RandomMessages {
    private final SplittableRandom random;

    RandomMessages(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Object next() {
        return switch (random.nextInt(4)) {
            case 0 -> request();
            case 1 -> new ExchangeAnswer(list(this::outcome), text(), list(this::item), maybe(this::text));
            case 2 ->
                new RenewRequest(
                        text(), list(this::text), maybe(() -> list(() -> new RenewRequest.Progress(text(), text()))));
            default -> new RenewAnswer(list(() -> new RenewAnswer.Lease(text(), text())), maybe(this::text));
        };
    }

    private ExchangeRequest request() {
        return new ExchangeRequest(
                text(),
                number(),
                longNumber(),
                maybe(this::about),
                list(this::ended),
                number(),
                longNumber(),
                maybe(this::text),
                maybe(() -> list(this::text)));
    }

    private About about() {
        return new About(
                maybe(this::text),
                maybe(this::text),
                maybe(this::longNumber),
                maybe(this::text),
                maybe(this::longNumber));
    }

    private EndedAttempt ended() {
        return new EndedAttempt(
                text(),
                text(),
                maybe(this::bytes),
                maybe(this::longNumber),
                maybe(this::text),
                maybe(this::number),
                maybe(this::number),
                maybe(this::text),
                maybe(this::text),
                maybe(this::longNumber));
    }

    private Outcome outcome() {
        return new Outcome(text(), text());
    }

    private HandedItem item() {
        return new HandedItem(
                text(),
                text(),
                longNumber(),
                longNumber(),
                maybe(this::text),
                number(),
                number(),
                longNumber(),
                maybe(this::longNumber));
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> List<T> list(Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(4)).toList();
    }

    /** Of any length, small and large. */
    private long longNumber() {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private int number() {
        return random.nextInt() >> random.nextInt(Integer.SIZE);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Most are short; some are longer than any buffer. */
    private String text() {
        int length = random.nextInt(100) == 0 ? 10_000 : random.nextInt(20);
        return IntStream.generate(this::character)
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Of one to four bytes in UTF-8; half a pair of surrogates is none. */
    private int character() {
        int any = random.nextInt(1 << (7 + 3 * random.nextInt(5)));
        int valid = Math.min(any, Character.MAX_CODE_POINT);
        return Character.getType(valid) == Character.SURROGATE ? '?' : valid;
    }
}
