package dev.workmanager.client;

/** What is done with an item. May be called by several threads at once. */
@FunctionalInterface
public interface ItemWork {
    /**
     * Does it.
     *
     * @return the result; of an empty one nothing is kept
     * @throws ItemLaterException if the item is to be given back for later; not counted as a failure
     * @throws Exception if the attempt has failed: the manager tries the item again, as its job's policy has it
     */
    byte[] run(WorkItem item) throws Exception;
}
