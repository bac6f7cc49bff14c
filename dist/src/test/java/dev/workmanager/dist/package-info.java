/**
 * Tests of what is shipped: they start the programs in {@code target/work-manager} as a user would.
 */
@NullMarked
package dev.workmanager.dist;

import org.jspecify.annotations.NullMarked;
