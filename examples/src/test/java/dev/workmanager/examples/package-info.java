/**
 * Tests that run the examples, each in a copy of its own, with the packaged programs.
 */
@NullMarked
package dev.workmanager.examples;

import org.jspecify.annotations.NullMarked;
