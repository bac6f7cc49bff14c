/**
 * What the parts of a manager tell of themselves, in numbers: counted where it happens, without a library and without a lock, and read
 * when somebody asks. Below it, one package makes text of it.
 */
@NullMarked
package dev.workmanager.metrics;

import org.jspecify.annotations.NullMarked;
