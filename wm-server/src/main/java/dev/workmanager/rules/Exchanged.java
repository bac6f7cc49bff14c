package dev.workmanager.rules;

import java.util.List;

/**
 * The answer to an exchange.
 *
 * @param verdicts what became of each attempt that ended, in the order of the request
 * @param items what was handed out
 * @param finished whether nothing is pending, running or coming back, and no more jobs come
 * @param order what the worker is to do besides
 */
public record Exchanged(List<Verdict> verdicts, List<HandedOut> items, boolean finished, Order order) {}
