package dev.workmanager.store.embedded;

/** A chunk of a job, by the job's number and the chunk's: the items' index divided by {@link Chunk#ITEMS}. */
record ChunkKey(int job, long chunk) implements Comparable<ChunkKey> {
    static ChunkKey of(int job, long index) {
        return new ChunkKey(job, index / Chunk.ITEMS);
    }

    @Override
    public int compareTo(ChunkKey other) {
        return job != other.job ? Integer.compare(job, other.job) : Long.compare(chunk, other.chunk);
    }
}
