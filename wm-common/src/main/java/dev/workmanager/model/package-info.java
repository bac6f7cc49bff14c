/**
 * The words that every part shares: jobs, items, attempts and their tokens, as plain data without I/O.
 */
@NullMarked
package dev.workmanager.model;

import org.jspecify.annotations.NullMarked;
