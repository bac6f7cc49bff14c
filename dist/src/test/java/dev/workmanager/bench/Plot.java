package dev.workmanager.bench;

import java.util.List;
import java.util.Locale;

/** A line over items, as a picture that a browser and a page on the web show. */
final class Plot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int BOTTOM = 40;
    private static final int TICKS = 5;

    private Plot() {}

    /**
     * Draws it.
     *
     * @param values one for each window
     * @param window items of a window
     */
    static String svg(List<Double> values, int window, String unit) {
        double most = values.stream().mapToDouble(value -> value).max().orElse(1) * 1.1;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH + 20,
                HEIGHT));
        for (int tick = 0; tick <= TICKS; tick++) {
            double y = y(most * tick / TICKS, most);
            double x = x(tick, TICKS);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>%n",
                    LEFT,
                    y,
                    WIDTH - 10,
                    LEFT - 6,
                    y + 4,
                    most * tick / TICKS));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n",
                    x,
                    HEIGHT - BOTTOM + 16,
                    (long) values.size() * window * tick / TICKS));
        }
        svg.append("<polyline fill=\"none\" stroke=\"#1565c0\" stroke-width=\"1.5\" points=\"");
        for (int i = 0; i < values.size(); i++) {
            svg.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x(i, Math.max(1, values.size() - 1)), y(values.get(i), most)));
        }
        return svg.append(String.format(
                        Locale.ROOT, "\"/>%n<text x=\"%d\" y=\"14\">%s, by items done</text>%n</svg>%n", LEFT, unit))
                .toString();
    }

    private static double x(int at, int of) {
        return LEFT + (WIDTH - 20.0 - LEFT) * at / of;
    }

    private static double y(double value, double most) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 20.0) * value / most;
    }
}
