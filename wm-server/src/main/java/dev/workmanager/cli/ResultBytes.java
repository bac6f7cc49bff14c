package dev.workmanager.cli;

import dev.workmanager.protocol.ItemStatus;

/** Results as they are, one after the other. */
record ResultBytes(Request request, String job) implements ResultStream {
    @Override
    public void add(ItemStatus item) {
        request.client().result(job, item.id(), request.surroundings().out());
    }

    @Override
    public void end() {
        request.surroundings().out().flush();
    }
}
