package dev.workmanager.cli;

import dev.workmanager.protocol.ItemStatus;

/** Results on their way to standard output, one after the other. None is held in memory that may be large. */
interface ResultStream {
    /** The next one, of an item that is done. */
    void add(ItemStatus item);

    /** There are no more. */
    void end();

    /** In the format that is wanted. */
    static ResultStream to(Request request, String job) {
        return switch (request.format()) {
            case NDJSON -> new ResultLines(request, job);
            case TAR -> new ResultArchive(request, job);
            default -> new ResultBytes(request, job);
        };
    }
}
