package dev.workmanager.metrics.prometheus;

import dev.workmanager.metrics.Measured;
import dev.workmanager.metrics.Scrape;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a manager and of its JVM, as Prometheus reads them. What is the manager's is collected anew for each page, since
 * jobs and groups come and go; what is the JVM's Micrometer knows. Thread-safe.
 */
public final class Exposition implements Scrape {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    /** Against the conventions for names; {@link ProcessMeters} has the one that anybody needs. */
    private static final Set<String> ODD = Set.of("process.cpu.time", "system.cpu.count");

    private final List<Measured> parts;
    private @Nullable PrometheusMeterRegistry made;

    /** Of these parts. */
    public Exposition(List<Measured> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Not before somebody asks: most managers are asked by nobody, and start the sooner. */
    private synchronized PrometheusMeterRegistry registry() {
        if (made == null) {
            PrometheusRegistry collectors = new PrometheusRegistry();
            PrometheusMeterRegistry registry =
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);
            registry.config().meterFilter(MeterFilter.deny(id -> ODD.contains(id.getName())));
            parts.forEach(part -> collectors.register(new PartCollector(part)));
            List<MeterBinder> machine = List.of(
                    new JvmMemoryMetrics(),
                    new JvmThreadMetrics(),
                    new ProcessorMetrics(),
                    new FileDescriptorMetrics(),
                    new UptimeMetrics(),
                    new ProcessMeters());
            machine.forEach(binder -> binder.bindTo(registry));
            made = registry;
        }
        return made;
    }

    @Override
    public Page page(String accept) {
        String type = accept.contains(OPEN_METRICS)
                ? OpenMetricsTextFormatWriter.CONTENT_TYPE
                : PrometheusTextFormatWriter.CONTENT_TYPE;
        ByteArrayOutputStream text = new ByteArrayOutputStream(16 << 10);
        try {
            registry().scrape(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing in memory refuses to be written", e);
        }
        return new Page(type, text.toByteArray());
    }
}
