/**
 * The embedded store. A journal makes changes durable: one frame a batch, whole or not there. MapDB holds the items, in files
 * that are written once: a checkpoint writes the chunks that changed, names the new set of files in a manifest, and only then
 * lets go of journal segments. A start reads the manifest and replays the frames after it. Every touch of the file system
 * goes through {@link dev.workmanager.store.embedded.Disk}, so that tests can stop it at any single one.
 */
@NullMarked
package dev.workmanager.store.embedded;

import org.jspecify.annotations.NullMarked;
