/**
 * The state machine: given jobs, items, workers and a command, what are they now, and what is the answer. Pure: no I/O, no
 * thread, no clock, no library. What the rules see and change is behind {@link dev.workmanager.rules.Ledger}, which each store
 * gives them for one batch of commands; time and random bits come in through it. {@code docs/state-machine.md} draws them.
 */
@NullMarked
package dev.workmanager.rules;

import org.jspecify.annotations.NullMarked;
