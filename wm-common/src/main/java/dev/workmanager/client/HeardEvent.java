package dev.workmanager.client;

import dev.workmanager.protocol.GapEvent;
import dev.workmanager.protocol.ItemEvent;
import dev.workmanager.protocol.JobEvent;
import dev.workmanager.protocol.WorkerEvent;

/**
 * An event of a manager.
 *
 * @param id where in all that happens it stands: what to go on after
 * @param kind the word of its kind: see {@link dev.workmanager.protocol.EventKind}
 * @param body JSON in UTF-8: a {@link JobEvent}, {@link ItemEvent}, {@link WorkerEvent} or {@link GapEvent}, by the first part of its kind
 */
public record HeardEvent(String id, String kind, byte[] body) {}
