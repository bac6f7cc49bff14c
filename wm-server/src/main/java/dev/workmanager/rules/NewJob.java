package dev.workmanager.rules;

import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;

/**
 * A job that somebody wants to be made. Its frozen list, if it has one, is in its place already.
 *
 * @param id its random identity
 * @param name its name
 * @param source where its items come from
 * @param policy what it allows its items
 * @param freshOut whether its results folder is empty
 */
public record NewJob(JobId id, String name, Source source, Policy policy, boolean freshOut) {}
