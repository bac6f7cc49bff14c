package dev.workmanager.metrics.prometheus;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Family.Sample;
import dev.workmanager.metrics.Histogram;
import dev.workmanager.metrics.Measured;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** One part of the manager, in the words of the library. */
final class PartCollector implements MultiCollector {
    private final Measured part;

    PartCollector(Measured part) {
        this.part = part;
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(
                part.measure().stream().map(PartCollector::snapshot).toList());
    }

    private static MetricSnapshot snapshot(Family family) {
        return switch (family.kind()) {
            case COUNTER -> counter(family);
            case GAUGE -> gauge(family);
            case HISTOGRAM -> histogram(family);
        };
    }

    private static MetricSnapshot counter(Family family) {
        CounterSnapshot.Builder all = CounterSnapshot.builder().name(family.name());
        for (Sample sample : family.samples()) {
            all.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels(family, sample))
                    .value(plain(sample))
                    .build());
        }
        return all.help(family.help()).build();
    }

    private static MetricSnapshot gauge(Family family) {
        GaugeSnapshot.Builder all = GaugeSnapshot.builder().name(family.name());
        for (Sample sample : family.samples()) {
            all.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels(family, sample))
                    .value(plain(sample))
                    .build());
        }
        return all.help(family.help()).build();
    }

    private static MetricSnapshot histogram(Family family) {
        HistogramSnapshot.Builder all = HistogramSnapshot.builder().name(family.name());
        for (Sample sample : family.samples()) {
            Histogram.Reading reading = ((Sample.Spread) sample).reading();
            HistogramDataPointSnapshot.Builder point = HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(
                            ClassicHistogramBuckets.of(withInfinity(reading.bounds()), reading.counts()));
            all.dataPoint(
                    point.sum(reading.sum()).labels(labels(family, sample)).build());
        }
        return all.help(family.help()).build();
    }

    private static double[] withInfinity(double[] bounds) {
        double[] all = java.util.Arrays.copyOf(bounds, bounds.length + 1);
        all[bounds.length] = Double.POSITIVE_INFINITY;
        return all;
    }

    private static double plain(Sample sample) {
        return ((Sample.Value) sample).value();
    }

    private static Labels labels(Family family, Sample sample) {
        return Labels.of(family.labels(), sample.labels());
    }
}
