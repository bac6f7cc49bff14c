/**
 * Measures the product beside its peers on one machine, and says ratios: {@link dev.workmanager.bench.Bench} is the command, a {@link
 * dev.workmanager.bench.Scenario} a table of it, a {@link dev.workmanager.bench.Server} somebody who is driven, by {@link
 * dev.workmanager.bench.Load}, which is the same for all, through a {@link dev.workmanager.bench.Dialogue} of its own. Nothing of
 * the product's own code is used to drive it.
 */
@NullMarked
package dev.workmanager.bench;

import org.jspecify.annotations.NullMarked;
