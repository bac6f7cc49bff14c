/**
 * Tests of the container images, and of the examples that use them, on a real engine.
 */
@NullMarked
package dev.workmanager.images;

import org.jspecify.annotations.NullMarked;
