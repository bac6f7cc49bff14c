package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.store.StoreDamagedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Path FOLDER = Path.of("/journal");
    private static final int SEGMENT = 2_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final SimDisk disk = new SimDisk();
    private final List<ByteBuffer> written = new ArrayList<>();

    @BeforeEach
    void create() throws IOException {
        disk.createFolders(FOLDER);
    }

    private Journal open(long after, List<ByteBuffer> frames) throws IOException {
        JournalReader reader = new JournalReader(disk, FOLDER);
        JournalReader.End end = reader.read(after, (number, payload) -> {
            assertThat(number).isEqualTo(after + frames.size() + 1);
            frames.add(ByteBuffer.wrap(payload));
        });
        reader.settle(end);
        assertThat(end.lastFrame()).isEqualTo(after + frames.size());
        return new Journal(disk, FOLDER, SEGMENT, random::nextLong, () -> 0, Runnable::run, end);
    }

    private Journal openEmpty() throws IOException {
        return open(0, new ArrayList<>());
    }

    private void append(Journal journal, int length) throws IOException {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        ByteBuffer frame = ByteBuffer.allocate(Frame.HEADER + length).position(Frame.HEADER);
        journal.append(frame.put(payload).flip());
        written.add(ByteBuffer.wrap(payload));
    }

    private List<ByteBuffer> readAfter(long frame) throws IOException {
        List<ByteBuffer> frames = new ArrayList<>();
        open(frame, frames);
        return frames;
    }

    @Test
    void framesOfAnyLengthComeBack() throws IOException {
        Journal journal = openEmpty();
        for (int i = 0; i < 100; i++) {
            append(journal, random.nextInt(random.nextInt(10) == 0 ? 5_000 : 300));
        }
        assertThat(journal.lastFrame()).isEqualTo(100);
        assertThat(readAfter(0)).isEqualTo(written);
        assertThat(readAfter(60)).isEqualTo(written.subList(60, 100));
        assertThat(readAfter(100)).isEmpty();
    }

    @Test
    void manyStartsGoOnWhereTheLastOneEnded() throws IOException {
        for (int start = 0; start < 20; start++) {
            List<ByteBuffer> frames = new ArrayList<>();
            Journal journal = open(0, frames);
            assertThat(frames).isEqualTo(written);
            for (int i = random.nextInt(30); i > 0; i--) {
                append(journal, random.nextInt(300));
            }
            journal.close();
        }
    }

    @Test
    void startsTakeNoMoreRoomThanTheirFrames() throws IOException {
        for (int start = 0; start < 20; start++) {
            Journal journal = open(0, new ArrayList<>());
            append(journal, 10);
            journal.close();
        }
        assertThat(disk.list(FOLDER)).containsExactlyInAnyOrder(Segment.name(1), "next");
        assertThat(readAfter(0)).isEqualTo(written);
    }

    /** Frames go on in a segment that got its name in an earlier life: that may have ended before the name was safe. */
    @Test
    void theNameOfASegmentIsSafeBeforeItIsContinued() throws IOException {
        List<SimDisk> killed = new ArrayList<>();
        disk.watch((operation, path) -> {
            if (operation == SimDisk.Operation.SYNC_FOLDER && path.equals(FOLDER)) {
                killed.add(disk.copy());
            }
        });
        append(openEmpty(), 100);
        disk.watchNoMore();
        SimDisk again = killed.get(killed.size() - 1);
        assertThat(again.exists(FOLDER.resolve(Segment.name(1)))).isTrue();
        JournalReader reader = new JournalReader(again, FOLDER);
        JournalReader.End end = reader.read(0, (number, payload) -> {});
        reader.settle(end);
        append(new Journal(again, FOLDER, SEGMENT, random::nextLong, () -> 0, Runnable::run, end), 100);
        for (int i = 0; i < 20; i++) {
            SimDisk left = again.crashed(random);
            assertThat(new JournalReader(left, FOLDER)
                            .read(0, (number, payload) -> {})
                            .lastFrame())
                    .isEqualTo(1);
        }
    }

    /** What a checkpoint stands for may be damaged; what comes after it must not go where the reader would not look for it. */
    @Test
    void aSegmentThatLacksFramesIsNotContinued() throws IOException {
        Journal journal = openEmpty();
        append(journal, 100);
        append(journal, 100);
        journal.close();
        new Damage(Damage.Kind.FLIP, FOLDER.resolve(Segment.name(1)), Segment.HEADER + 200, Segment.HEADER + 201)
                .inflict(disk, random);
        Journal after = open(2, new ArrayList<>());
        append(after, 50);
        assertThat(readAfter(2)).isEqualTo(written.subList(2, 3));
    }

    @Test
    void onlySegmentsThatNobodyNeedsGo() throws IOException {
        Journal journal = openEmpty();
        for (int i = 0; i < 100; i++) {
            append(journal, random.nextInt(300));
            if (i % 10 == 9) {
                journal.dropBefore(i - 3);
                assertThat(readAfter(i - 4)).isEqualTo(written.subList(i - 4, i + 1));
                assertThat(journal.length()).isLessThan(5 * SEGMENT);
            }
        }
        assertThatThrownBy(() -> readAfter(10))
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageContaining("frame 11 is missing");
    }

    @Test
    void aJournalThatIsGoneIsMissed() throws IOException {
        assertThatThrownBy(() -> readAfter(3))
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageContaining("there is no segment");
    }

    @Test
    void aFrameThatCannotBeWrittenLeavesNoTrace() throws IOException {
        Journal journal = openEmpty();
        append(journal, 100);
        for (int refusals = 1; refusals <= 3; refusals++) {
            int[] left = {refusals};
            disk.watch((operation, path) -> {
                if (operation == SimDisk.Operation.WRITE && left[0]-- > 0) {
                    throw new IOException("No space left on device");
                }
            });
            for (int tries = (refusals + 1) / 2; tries > 0; tries--) {
                assertThatThrownBy(() -> append(journal, 200)).isInstanceOf(IOException.class);
            }
            disk.watchNoMore();
            append(journal, 50);
            assertThat(readAfter(0)).isEqualTo(written);
        }
    }

    /** A segment is begun when the frame before it is safe: its name says that there was one. */
    @Test
    void aDamagedFrameBeforeAnEmptySegmentIsNoTornTail() throws IOException {
        Journal journal = openEmpty();
        append(journal, SEGMENT - Segment.HEADER - Frame.HEADER);
        int[] headers = {1};
        disk.watch((operation, path) -> {
            if (operation == SimDisk.Operation.WRITE && headers[0]-- <= 0) {
                throw new IOException("No space left on device");
            }
        });
        assertThatThrownBy(() -> append(journal, 10)).isInstanceOf(IOException.class);
        disk.watchNoMore();
        assertThat(readAfter(0)).isEqualTo(written);
        Path first = FOLDER.resolve(Segment.name(1));
        new Damage(Damage.Kind.FLIP, first, SEGMENT - 1, SEGMENT).inflict(disk, random);
        assertThatThrownBy(() -> readAfter(0))
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageContaining(first + " at offset " + Segment.HEADER)
                .hasMessageContaining("begins with frame 2");
    }

    @Test
    void afterAFailedSyncNothingIsTriedAgain() throws IOException {
        Journal journal = openEmpty();
        append(journal, 100);
        disk.watch((operation, path) -> {
            if (operation == SimDisk.Operation.SYNC) {
                throw new IOException("Input/output error");
            }
        });
        assertThatThrownBy(() -> append(journal, 100)).isInstanceOf(SyncFailedException.class);
        disk.watchNoMore();
        assertThatThrownBy(() -> append(journal, 100)).isInstanceOf(SyncFailedException.class);
    }
}
