package dev.workmanager.wrapper;

/**
 * Who works on an item.
 *
 * @param worker the id of this process
 * @param slot which of its slots, from 0
 */
record Holder(String worker, int slot) {}
