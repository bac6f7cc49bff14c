package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChunkFileTest {
    private static final Path FILE = Path.of("/1.chunks");

    private final SplittableRandom random = new SplittableRandom(5);
    private final RandomItems items = new RandomItems(random);
    private final SimDisk disk = new SimDisk();

    @Test
    void aChunkIsReadAsItWasWritten() {
        Chunk chunk = Chunk.EMPTY;
        byte[][] expected = new byte[Chunk.ITEMS][];
        for (int i = 0; i < 300; i++) {
            int index = random.nextInt(Chunk.ITEMS);
            expected[index] = ItemCodec.encode(items.next(), null);
            chunk = chunk.with(index, expected[index]);
        }
        Chunk read = Chunk.decode(chunk.encode());
        assertThat(read.weight()).isEqualTo(chunk.weight());
        for (int i = 0; i < Chunk.ITEMS; i++) {
            assertThat(read.get(i)).isEqualTo(expected[i]);
        }
    }

    @Test
    void aChangedByteOfAChunkIsSeen() {
        byte[] bytes = Chunk.EMPTY.with(3, ItemCodec.encode(items.next(), null)).encode();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 4;
            assertThatThrownBy(() -> Chunk.decode(damaged)).isInstanceOf(MalformedDataException.class);
        }
        assertThatThrownBy(() -> Chunk.decode(new byte[3])).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void filesHoldManyChunksOfManyJobs() throws IOException {
        Map<ChunkKey, Chunk> chunks = new TreeMap<>();
        for (int i = 0; i < 400; i++) {
            ChunkKey key = new ChunkKey(
                    random.nextInt(1, 4), random.nextLong(random.nextBoolean() ? 300 : Long.MAX_VALUE / 128));
            chunks.put(key, chunk());
        }
        ChunkFile.write(disk, FILE, chunks.entrySet().iterator()).release();
        ChunkFile file = ChunkFile.open(disk, FILE);
        List<ChunkKey> keys = new ArrayList<>();
        file.iterator().forEachRemaining(entry -> keys.add(entry.getKey()));
        assertThat(keys).isEqualTo(List.copyOf(chunks.keySet()));
        for (int job = 0; job < 5; job++) {
            for (long number = 0; number < 300; number++) {
                ChunkKey key = new ChunkKey(job, number);
                Chunk found = file.get(key);
                Chunk expected = chunks.get(key);
                assertThat(found == null ? null : found.encode())
                        .isEqualTo(expected == null ? null : expected.encode());
            }
        }
    }

    private Chunk chunk() {
        return Chunk.EMPTY.with(random.nextInt(Chunk.ITEMS), ItemCodec.encode(items.next(), null));
    }

    /** A node of the table has to fit a page. */
    @Test
    void theLargestItemsFit() throws IOException {
        Chunk chunk = Chunk.EMPTY;
        for (int i = 0; i < Chunk.ITEMS; i++) {
            chunk = chunk.with(i, ItemCodec.encode(items.largest(), null));
        }
        Map<ChunkKey, Chunk> chunks = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            chunks.put(new ChunkKey(1, i), chunk);
        }
        ChunkFile file = ChunkFile.write(disk, FILE, chunks.entrySet().iterator());
        Chunk found = file.get(new ChunkKey(1, 4));
        assertThat(found).isNotNull();
        assertThat(found.encode()).isEqualTo(chunk.encode());
    }

    @Test
    void aClosedFileIsUsedByNobody() throws IOException {
        ChunkFile file = ChunkFile.write(
                disk, FILE, Map.of(new ChunkKey(1, 0), chunk()).entrySet().iterator());
        assertThat(file.retain()).isTrue();
        file.release();
        file.release();
        assertThat(file.retain()).isFalse();
    }
}
