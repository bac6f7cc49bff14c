package dev.workmanager.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Several measurements of the same: their median and their range. */
final class Figures {
    private final double[] sorted;

    private Figures(double[] sorted) {
        this.sorted = sorted;
    }

    static <T> Figures of(List<T> measured, ToDoubleFunction<T> figure) {
        return new Figures(measured.stream().mapToDouble(figure).sorted().toArray());
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The lowest and the highest. */
    String range(int digits) {
        return number(sorted[0], digits) + " - " + number(sorted[sorted.length - 1], digits);
    }

    /** A number with so many digits behind the point. */
    static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
