/**
 * The manager's commands: the only place that knows every part and puts them together.
 */
@NullMarked
package dev.workmanager.server;

import org.jspecify.annotations.NullMarked;
