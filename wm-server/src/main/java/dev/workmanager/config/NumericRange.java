package dev.workmanager.config;

import dev.workmanager.model.Source;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Items without data. */
record NumericRange(Place place, Source source) implements ItemSource {
    private static final Pattern RANGE = Pattern.compile("([+-]?)0*([0-9]+)[ \t]*-[ \t]*([+-]?)0*([0-9]+)");
    private static final Pattern TIMES = Pattern.compile("[0-9]+");
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    static NumericRange parse(Setting setting) {
        Matcher range = RANGE.matcher(setting.value());
        if (!range.matches()) {
            throw new BadValueException(setting.quoted() + " is no range; write <from>-<to>, such as 0-999");
        }
        if (!range.group(1).isEmpty() || !range.group(3).isEmpty()) {
            throw new BadValueException(setting.quoted() + " has a sign; the numbers go from 0 to " + LARGEST);
        }
        BigInteger from = number(range.group(2));
        BigInteger to = number(range.group(4));
        check(setting, from, to);
        return new NumericRange(setting.place(), Source.numeric(from.longValueExact(), to.longValueExact()));
    }

    static NumericRange parseTimes(Setting setting) {
        String digits = setting.value();
        BigInteger count =
                TIMES.matcher(digits).matches() ? number(digits.replaceFirst("^0+(?=.)", "")) : BigInteger.ZERO;
        if (count.signum() == 0 || count.compareTo(LARGEST) > 0) {
            throw new BadValueException(setting.quoted() + " is no whole number from 1 to " + LARGEST);
        }
        return new NumericRange(setting.place(), Source.times(count.longValueExact()));
    }

    /** A number, or, where it has far too many digits, one that is too large as well. */
    private static BigInteger number(String digits) {
        return new BigInteger(digits.length() > 20 ? "1" + "0".repeat(20) : digits);
    }

    private static void check(Setting setting, BigInteger from, BigInteger to) {
        if (from.max(to).compareTo(LARGEST) > 0) {
            throw new BadValueException(setting.quoted() + " goes beyond " + LARGEST + ", the largest number");
        }
        if (from.compareTo(to) > 0) {
            throw new BadValueException(setting.quoted() + " goes down; write " + to + "-" + from);
        }
        if (to.subtract(from).equals(LARGEST)) {
            throw new BadValueException(setting.quoted() + " has one item more than can be counted; write 1-" + to);
        }
    }

    @Override
    public String words() {
        return source.words();
    }

    @Override
    public Source freeze(NewItemList target) {
        return source;
    }

    @Override
    public Optional<String> notice(Source stored, LongFunction<String> data) {
        return Optional.empty();
    }
}
