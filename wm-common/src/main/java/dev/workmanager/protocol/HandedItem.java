package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An item as a worker gets it.
 *
 * @param token its lease token: names this attempt in renewals, results and exchanges
 * @param job the name of its job
 * @param id the item's number
 * @param index its place in the job, from 0
 * @param data its data, where its job has any
 * @param attempt the number of this attempt, from 1
 * @param attempts how many may fail
 * @param leaseMillis how long the attempt is believed to be alive without news
 * @param timeoutMillis after how long the program is to be ended, which fails the attempt as {@code timed-out}; absent for never
 */
public record HandedItem(
        String token,
        String job,
        long id,
        long index,
        @Nullable String data,
        int attempt,
        int attempts,
        long leaseMillis,
        @Nullable Long timeoutMillis) {}
