package dev.workmanager.store;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Job;

/**
 * A job at one moment: everything in here belongs together.
 *
 * @param job the job
 * @param counts its items by state
 * @param running the indexes of the running items, ascending; as many as {@code counts} says
 * @param superseded attempts that were superseded: they came too late, or somebody else completed their item
 */
public record JobSnapshot(Job job, Counts counts, long[] running, long superseded) {}
