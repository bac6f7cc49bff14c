package dev.workmanager.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The failure budget of a job: from when on no more of its items are handed out, so that a broken program does not burn them all.
 *
 * @param rule what it counts
 * @param amount with {@link Rule#ITEMS} so many items, with {@link Rule#SHARE} so many millionths of all items; else 0
 * @param now whether what is running is called back then, too; else it may finish
 */
public record Halt(Rule rule, long amount, boolean now) {
    /** What a budget counts. The code is part of the data format: never renumber. */
    public enum Rule {
        /** Goes on whatever fails. */
        NEVER(1),
        /** Halts when the first {@value Halt#FIRST} items to end have all failed. */
        FIRST_ONES(2),
        /** Halts when so many items have failed. */
        ITEMS(3),
        /** Halts when such a share of all items has failed. */
        SHARE(4);

        private final int code;

        Rule(int code) {
            this.code = code;
        }

        /** The number that stands for this rule in data files. */
        public int code() {
            return code;
        }

        /**
         * The rule that a data file means.
         *
         * @throws IllegalArgumentException for a code of none
         */
        public static Rule ofCode(int code) {
            for (Rule rule : values()) {
                if (rule.code == code) {
                    return rule;
                }
            }
            throw new IllegalArgumentException("no rule of a failure budget has the code " + code);
        }
    }

    /** So many items that have failed, and none that is done, tell of a broken program. */
    public static final int FIRST = 20;

    /** What holds when nothing is said. */
    public static final Halt DEFAULT = new Halt(Rule.FIRST_ONES, 0, false);

    private static final Pattern FAIL =
            Pattern.compile("fail[ \t]*=[ \t]*([0-9]{1,18})(?:\\.([0-9]{1,4}))?(%?)(?:[ \t]*,[ \t]*(now|soon))?");
    private static final int MILLIONTHS_A_PERCENT = 10_000;

    /**
     * @throws IllegalArgumentException if the amount does not fit the rule
     */
    public Halt {
        boolean fits = switch (rule) {
            case NEVER, FIRST_ONES -> amount == 0;
            case ITEMS -> amount >= 1;
            case SHARE -> amount >= 1 && amount <= 100L * MILLIONTHS_A_PERCENT;
        };
        if (!fits) {
            throw new IllegalArgumentException("no failure budget is " + rule + " " + amount);
        }
    }

    /**
     * Reads {@code never}, {@code first-20}, {@code fail=10}, {@code fail=3%} or {@code fail=0.5%, now}.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what is expected
     */
    public static Halt parse(String text) {
        if (text.equals("never")) {
            return new Halt(Rule.NEVER, 0, false);
        }
        if (text.equals(DEFAULT.toString())) {
            return DEFAULT;
        }
        Matcher fail = FAIL.matcher(text);
        if (!fail.matches()) {
            throw wrong(text);
        }
        boolean now = "now".equals(fail.group(4));
        long whole = Long.parseLong(fail.group(1));
        boolean share = !fail.group(3).isEmpty();
        if (share ? whole > 100 : whole < 1 || fail.group(2) != null) {
            throw wrong(text);
        }
        if (!share) {
            return new Halt(Rule.ITEMS, whole, now);
        }
        long millionths = whole * MILLIONTHS_A_PERCENT + fraction(fail.group(2));
        if (millionths < 1 || millionths > 100L * MILLIONTHS_A_PERCENT) {
            throw wrong(text);
        }
        return new Halt(Rule.SHARE, millionths, now);
    }

    private static long fraction(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong((digits + "000").substring(0, 4));
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text + "' is no failure budget; write never, first-" + FIRST
                + ", fail=10, fail=3% or fail=3%, now (soon where nothing is said: what runs may finish)");
    }

    /**
     * Whether the budget is used up.
     *
     * @param total all items of the job
     * @param failed how many have failed for good since the count began
     * @param done how many were done since then
     */
    public boolean usedUp(long total, long failed, long done) {
        return switch (rule) {
            case NEVER -> false;
            case FIRST_ONES -> failed >= FIRST && done == 0;
            case ITEMS -> failed >= amount;
            case SHARE -> failed * 1e6 >= (double) total * amount;
        };
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String when = now ? ", now" : "";
        return switch (rule) {
            case NEVER -> "never";
            case FIRST_ONES -> "first-" + FIRST;
            case ITEMS -> "fail=" + amount + when;
            case SHARE -> "fail=" + percent() + "%" + when;
        };
    }

    private String percent() {
        String fraction = "%04d".formatted(amount % MILLIONTHS_A_PERCENT).replaceFirst("0+$", "");
        return amount / MILLIONTHS_A_PERCENT + (fraction.isEmpty() ? "" : "." + fraction);
    }
}
