/** Numbers in the formats that Prometheus reads, those of the JVM among them: the one place that knows Micrometer. */
@NullMarked
package dev.workmanager.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
