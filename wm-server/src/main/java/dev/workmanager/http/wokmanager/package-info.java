/**
 * The routes of wokmanager, a registry of workers: translations onto the manager's own, with wokmanager's fields and no others. A package
 * of its own, since they share no record and no rule with the routes of Work Manager in {@code http.seeds}.
 */
@NullMarked
package dev.workmanager.http.wokmanager;

import org.jspecify.annotations.NullMarked;
