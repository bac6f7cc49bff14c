/**
 * The configuration: wm-config, flags and variables read into one typed {@link dev.workmanager.config.JobConfig},
 * with all problems at once, and the source frozen into an {@link dev.workmanager.store.ItemList}. {@code
 * docs/wm-config.md} is the format; {@link dev.workmanager.config.ConfigKey} declares each key once, for the file,
 * {@code --help} and the variables.
 */
@NullMarked
package dev.workmanager.config;

import org.jspecify.annotations.NullMarked;
