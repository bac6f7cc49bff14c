/**
 * Child processes: found before they are needed, started with exactly the arguments and environment asked for, listened to
 * without being waited for, and ended with everything that they started. Knows nothing of items or managers.
 */
@NullMarked
package dev.workmanager.process;

import org.jspecify.annotations.NullMarked;
