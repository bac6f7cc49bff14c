package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MergeTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void theNewestChunkOfEachKeyStays() {
        for (int round = 0; round < 500; round++) {
            Map<ChunkKey, Chunk> expected = new TreeMap<>();
            List<Iterator<Map.Entry<ChunkKey, Chunk>>> newestFirst = new ArrayList<>();
            for (int sources = random.nextInt(5); sources > 0; sources--) {
                Map<ChunkKey, Chunk> source = source();
                source.forEach(expected::putIfAbsent);
                newestFirst.add(source.entrySet().iterator());
            }
            List<Map.Entry<ChunkKey, Chunk>> merged = new ArrayList<>();
            new Merge(newestFirst).forEachRemaining(merged::add);
            assertThat(merged).isEqualTo(List.copyOf(expected.entrySet()));
        }
    }

    private Map<ChunkKey, Chunk> source() {
        Map<ChunkKey, Chunk> source = new TreeMap<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            source.put(
                    new ChunkKey(random.nextInt(1, 3), random.nextLong(8)),
                    Chunk.EMPTY.with(0, new byte[] {(byte) random.nextInt()}));
        }
        return source;
    }
}
