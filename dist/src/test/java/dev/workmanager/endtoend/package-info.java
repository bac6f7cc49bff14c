/**
 * The packaged programs as processes, and whoever would hurt them: a ledger that lies between workers and manager keeps what was
 * answered, managers are killed, answers lost, disks filled; then the ledger is compared with what is in the out folder.
 */
@NullMarked
package dev.workmanager.endtoend;

import org.jspecify.annotations.NullMarked;
