/**
 * The worker's side: {@code wm-wrap} takes an item, runs a program on it, and gives its output back as the result.
 */
@NullMarked
package dev.workmanager.wrapper;

import org.jspecify.annotations.NullMarked;
