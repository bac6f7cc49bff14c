package dev.workmanager.store.embedded;

/** An item of a job, by the job's number and the item's index. */
record ItemKey(int job, long index) {}
