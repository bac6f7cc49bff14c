package dev.workmanager.store;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Job;

/**
 * How far a job is at one moment.
 *
 * @param job the job
 * @param counts its items by state
 */
public record JobProgress(Job job, Counts counts) {}
