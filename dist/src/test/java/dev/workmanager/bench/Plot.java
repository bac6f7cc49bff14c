package dev.workmanager.bench;

import java.util.List;
import java.util.Locale;

/** A line over items, as a picture that a browser and a page on the web show. */
final class Plot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int BOTTOM = 40;
    private static final int RIGHT = 40;
    private static final int TOP = 20;
    private static final int MOST_TICKS = 6;

    private Plot() {}

    /**
     * Draws it.
     *
     * @param values one for each window
     * @param window items of a window
     */
    static String svg(List<Double> values, int window, String unit) {
        double highest = values.stream().mapToDouble(value -> value).max().orElse(1);
        double step = step(highest);
        double top = Math.ceil(highest / step) * step;
        double items = (double) values.size() * window;
        double stride = step(items);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                HEIGHT));
        for (double value = 0; value <= top; value += step) {
            double y = y(value, top);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>%n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    LEFT - 6,
                    y + 4,
                    value));
        }
        for (double at = 0; at <= items; at += stride) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,.0f</text>%n",
                    x(at, items),
                    HEIGHT - BOTTOM + 16,
                    at));
        }
        svg.append("<polyline fill=\"none\" stroke=\"#1565c0\" stroke-width=\"1.5\" points=\"");
        for (int i = 0; i < values.size(); i++) {
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x((i + 0.5) * window, items), y(values.get(i), top)));
        }
        return svg.append(String.format(
                        Locale.ROOT, "\"/>%n<text x=\"%d\" y=\"14\">%s, by items done</text>%n</svg>%n", LEFT, unit))
                .toString();
    }

    /** A round number, of which some make up the whole. */
    private static double step(double whole) {
        double least = Math.max(1, whole) / MOST_TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
    }

    private static double x(double items, double of) {
        return LEFT + (WIDTH - RIGHT - LEFT) * items / of;
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    }
}
