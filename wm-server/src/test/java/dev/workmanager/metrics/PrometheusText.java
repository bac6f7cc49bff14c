package dev.workmanager.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text format of Prometheus (0.0.4) to the letter, and refuses what its documentation does not allow: HELP and TYPE once and
 * before the samples of their family, families in one piece, no sample twice, cumulative buckets up to +Inf, names by the
 * conventions.
 */
public final class PrometheusText {
    /** A family. */
    public record Family(String name, String type, String help, Map<String, Double> samples) {
        /** The names of its labels, but for that of buckets. */
        public Set<String> labels() {
            Set<String> names = new HashSet<>();
            samples.keySet().forEach(key -> {
                Matcher label = LABEL.matcher(key);
                while (label.find()) {
                    names.add(label.group(1));
                }
            });
            names.remove("le");
            return names;
        }
    }

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"");
    private static final Pattern LABELS = Pattern.compile("\\{" + LABEL.pattern() + "(?:," + LABEL.pattern() + ")*,?}");
    private static final Pattern WRONG_UNIT =
            Pattern.compile(".*_(millis|milliseconds|ms|minutes|hours|kilobytes|megabytes|percent)(_.*)?");

    private final Map<String, Family> families = new LinkedHashMap<>();

    private PrometheusText() {}

    /** Reads a page. */
    public static Map<String, Family> read(String page) {
        assertThat(page).endsWith("\n").doesNotContain("\r");
        PrometheusText text = new PrometheusText();
        Family current = null;
        String help = "";
        for (String line : page.substring(0, page.length() - 1).split("\n", -1)) {
            if (line.startsWith("# HELP ")) {
                help = line.substring("# HELP ".length());
            } else if (line.startsWith("# TYPE ")) {
                current = text.begin(line.substring("# TYPE ".length()), help);
            } else {
                assertThat(current).as("a sample before any family: " + line).isNotNull();
                add(current, line);
            }
        }
        text.families.values().forEach(PrometheusText::check);
        return text.families;
    }

    private Family begin(String typed, String help) {
        String[] words = typed.split(" ", -1);
        assertThat(words).hasSize(2);
        assertThat(words[0]).matches(NAME);
        assertThat(words[1]).isIn("counter", "gauge", "histogram", "summary");
        assertThat(help).as("HELP of " + typed).startsWith(words[0] + " ");
        Family family = new Family(words[0], words[1], help.substring(words[0].length() + 1), new LinkedHashMap<>());
        assertThat(families.put(words[0], family)).as("two families " + typed).isNull();
        return family;
    }

    private static void add(Family family, String line) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as("no sample: " + line).isTrue();
        String labels = sample.group(2) == null ? "" : sample.group(2);
        assertThat(labels.isEmpty() || LABELS.matcher(labels).matches())
                .as(line)
                .isTrue();
        String suffix = sample.group(1)
                .substring(Math.min(family.name().length(), sample.group(1).length()));
        assertThat(sample.group(1)).as("in the family of another").startsWith(family.name());
        assertThat(suffix)
                .as(line)
                .isIn(
                        switch (family.type()) {
                            case "histogram" -> List.of("_bucket", "_sum", "_count");
                            case "summary" -> List.of("_sum", "_count");
                            default -> List.of("");
                        });
        String text = sample.group(3);
        double value = text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        assertThat(family.samples().put(suffix + labels, value))
                .as("twice: " + line)
                .isNull();
    }

    private static void check(Family family) {
        assertThat(family.help()).as("HELP of " + family.name()).isNotBlank();
        assertThat(family.name()).doesNotMatch(WRONG_UNIT);
        assertThat(family.name().endsWith("_total"))
                .as(family.name() + " is a " + family.type())
                .isEqualTo(family.type().equals("counter"));
        if (family.type().equals("histogram")) {
            checkBuckets(family);
        }
        if (family.type().equals("counter")) {
            assertThat(family.samples().values()).allMatch(value -> value >= 0);
        }
    }

    private static void checkBuckets(Family family) {
        Map<String, TreeMap<Double, Double>> byLabels = new LinkedHashMap<>();
        family.samples().forEach((key, value) -> {
            if (key.startsWith("_bucket")) {
                Matcher le = Pattern.compile("[,{]le=\"([^\"]+)\"").matcher(key);
                assertThat(le.find()).isTrue();
                double bound = le.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le.group(1));
                String others = key.substring("_bucket".length())
                        .replaceAll(",?le=\"[^\"]+\"", "")
                        .replace("{}", "");
                byLabels.computeIfAbsent(others, labels -> new TreeMap<>()).put(bound, value);
            }
        });
        byLabels.forEach((labels, buckets) -> {
            assertThat(new ArrayList<>(buckets.values())).as(family.name()).isSorted();
            assertThat(buckets.lastKey()).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(buckets.lastEntry().getValue())
                    .isEqualTo(family.samples().get("_count" + labels));
            assertThat(family.samples()).containsKey("_sum" + labels);
        });
    }
}
