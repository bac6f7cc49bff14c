/**
 * What the manager needs of a place to keep its jobs: one door for change, reads that show only what is durable. The embedded
 * store is one implementation; another one for PostgreSQL will stand beside it, under the same contract suite.
 */
@NullMarked
package dev.workmanager.store;

import org.jspecify.annotations.NullMarked;
