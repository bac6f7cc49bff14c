package dev.workmanager.server;

import dev.workmanager.wrapper.Handing;
import dev.workmanager.wrapper.Limits;
import java.util.List;

/**
 * The workers of {@code run}.
 *
 * @param command the program and its arguments
 * @param slots how many items at a time
 * @param handing how the command gets its item
 * @param limits what it may not exceed
 * @param verbose whether to tell of each item
 */
record Workers(List<String> command, int slots, Handing handing, Limits limits, boolean verbose) {}
