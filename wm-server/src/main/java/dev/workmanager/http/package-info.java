/**
 * The manager over HTTP: a table of endpoints, one small handler each, and one place that turns exceptions into answers. Built on
 * Undertow. Requests with small bodies never leave the IO thread that read them: their command is queued there, and their answer is
 * written there once the store has it; nothing on that thread waits. Work that blocks (large bodies, results on disk, long listings)
 * is handed to worker threads piece by piece, so that no slow client ever holds one.
 */
@NullMarked
package dev.workmanager.http;

import org.jspecify.annotations.NullMarked;
