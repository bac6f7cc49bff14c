package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Halt;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.model.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** The data folder and the out folder of a store on a {@link SimDisk}, and what has to be so in there after each start. */
record SimFolders(SimDisk disk, Job job) {
    /** Nothing but attempts and give-backs ends an item, and nothing halts the job. */
    static final Policy POLICY =
            Policy.DEFAULT.change().crashLimit(1_000).halt(Halt.parse("never")).build();

    static final Path DATA = Path.of("/data");
    static final Path OUT = Path.of("/out");

    /** The bytes of the file of the item at an index; none if there is no file. */
    LongFunction<byte[]> results() {
        return index -> {
            Path file = OUT.resolve(Long.toString(job.source().id(index)));
            try {
                return disk.exists(file) ? disk.bytes(file) : new byte[0];
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Looks whether all that is kept, in memory, in chunks and in files, says the same. */
    void check(StateView view) throws IOException {
        assertThat(view.recount()).as("the counts").isEqualTo(view.counts());
        assertThat(view.runningItems()).as("the running items").isEqualTo(view.running());
        view.items().forEach(SimFolders::checkAttempts);
        checkResults(view);
        checkParts(view);
        checkChunkFiles();
    }

    private static void checkAttempts(long index, Item item) {
        long open = item.attempts().stream().filter(Attempt::open).count();
        assertThat(open)
                .as("attempts under way of the item at %d: %s", index, item)
                .isEqualTo(item.state() == ItemState.RUNNING ? 1 : 0);
        List<Integer> numbers = item.attempts().stream().map(Attempt::number).toList();
        assertThat(numbers).doesNotHaveDuplicates().isSorted();
    }

    private void checkResults(StateView view) throws IOException {
        Set<String> expected = view.items().entrySet().stream()
                .filter(entry -> entry.getValue().resultSize() > 0)
                .map(entry -> Long.toString(job.source().id(entry.getKey())))
                .collect(Collectors.toSet());
        Set<String> found = disk.list(OUT).stream()
                .filter(name -> Character.isDigit(name.charAt(0)))
                .collect(Collectors.toSet());
        assertThat(found).as("the results in the out folder").isEqualTo(expected);
        view.items().forEach((index, item) -> {
            if (item.resultSize() > 0) {
                assertThat(Clients.hash(results().apply(index)))
                        .as(
                                "the file of the item at %d has %d bytes: %s",
                                index, results().apply(index).length, item)
                        .isEqualTo(item.resultHash());
            }
        });
    }

    private void checkParts(StateView view) throws IOException {
        for (String name : disk.list(OUT.resolve(".part"))) {
            Optional<LeaseToken> token = LeaseToken.parse(name);
            assertThat(token).as("the part %s", name).isPresent();
            Item item = view.item(job.source().index(token.get().item()).orElseThrow());
            assertThat(item.state().ended())
                    .as("the part %s is of no use", name)
                    .isFalse();
        }
    }

    private void checkChunkFiles() throws IOException {
        List<String> named = Manifest.read(disk, DATA).map(Manifest::files).orElse(List.of());
        List<String> found = disk.list(DATA).stream()
                .filter(name -> name.endsWith(ChunkFile.SUFFIX))
                .toList();
        assertThat(found).as("the files of chunks").containsExactlyInAnyOrderElementsOf(named);
    }
}
