package dev.workmanager.rules;

import java.util.List;

/**
 * The answer to a renewal.
 *
 * @param standings how each attempt stands, in the order of the request
 * @param order what the worker is to do besides
 */
public record Renewed(List<Standing> standings, Order order) {}
