package dev.workmanager.rules;

import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a worker.
 *
 * @param no a small number that stands for it in item records, from 1
 * @param id its own random id
 * @param about who it says it is
 * @param firstSeen when it first came, in milliseconds since the epoch
 */
public record Worker(int no, WorkerId id, @Nullable About about, long firstSeen) {}
