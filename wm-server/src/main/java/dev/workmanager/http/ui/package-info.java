/**
 * The dashboard, as files: what a browser loads from {@code /ui/}. All that it shows it asks of the routes below {@code /v1}, like
 * everybody else. A package of its own because it knows neither a store nor a job: only files, and how browsers keep them.
 */
@NullMarked
package dev.workmanager.http.ui;

import org.jspecify.annotations.NullMarked;
