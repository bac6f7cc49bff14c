package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.store.ItemList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A list of items that keeps them in memory, and holds the one who fills it to the contract. */
final class CollectedItems implements ItemList {
    private final List<String> items = new ArrayList<>();
    private int opened;
    private boolean closed;

    /** To be opened once. */
    ItemList open() {
        opened++;
        return this;
    }

    @Override
    public void add(byte[] utf8, int offset, int length) {
        assertThat(closed).as("closed").isFalse();
        String item = new String(utf8, offset, length, StandardCharsets.UTF_8);
        assertThat(item).doesNotContain("\n", "\0");
        assertThat(length).isLessThanOrEqualTo(MAX_BYTES);
        items.add(item);
    }

    @Override
    public long count() {
        return items.size();
    }

    @Override
    public void close() throws IOException {
        closed = true;
    }

    List<String> items() {
        assertThat(closed).as("closed").isTrue();
        assertThat(opened).as("opened").isEqualTo(1);
        return items;
    }

    boolean wasOpened() {
        return opened > 0;
    }
}
