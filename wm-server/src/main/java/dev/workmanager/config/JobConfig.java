package dev.workmanager.config;

import dev.workmanager.model.Policy;

/**
 * What the configuration says about the job.
 *
 * @param policy what it allows its items. It may differ from a stored job's, and holds from then on
 * @param source where its items come from. It may not differ: {@link ItemSource#requireSame}
 */
public record JobConfig(Policy policy, ItemSource source) {}
