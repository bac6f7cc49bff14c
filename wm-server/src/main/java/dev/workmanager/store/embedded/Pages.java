package dev.workmanager.store.embedded;

import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import dev.workmanager.store.ItemPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Pages through a job's items: those in the chunks, and between them those that were never touched. */
final class Pages {
    /** A page is given back when so many items were looked at, full or not. */
    static final long MAX_LOOKED_AT = 200_000;

    private final Chunks chunks;
    private final Job job;

    Pages(Chunks chunks, Job job) {
        this.chunks = chunks;
        this.job = job;
    }

    ItemPage page(Optional<ItemState> wanted, long from, int limit) {
        Page page = new Page(wanted, from, limit);
        if (from < job.source().count()) {
            chunks.visit(job.no(), from, page::item);
            page.untouched(job.source().count());
        }
        return page.whole();
    }

    /** An item as its job has it: in a cancelled one all that has not ended is cancelled. */
    static Item seen(Job job, Item item) {
        ItemState state = seen(job, item.state());
        return state == item.state() ? item : item.in(state);
    }

    /** Likewise a state. */
    static ItemState seen(Job job, ItemState state) {
        return job.mode() == JobMode.CANCELLED && !state.ended() ? ItemState.CANCELLED : state;
    }

    private final class Page {
        private final Optional<ItemState> wanted;
        private final boolean untouchedToo;
        private final int limit;
        private final long last;
        private final List<ItemPage.Entry> items = new ArrayList<>();
        private long next;

        Page(Optional<ItemState> wanted, long from, int limit) {
            this.wanted = wanted;
            this.untouchedToo = wants(seen(job, ItemState.PENDING));
            this.limit = limit;
            this.next = from;
            this.last = from > Long.MAX_VALUE - MAX_LOOKED_AT ? Long.MAX_VALUE : from + MAX_LOOKED_AT;
        }

        private boolean wants(ItemState state) {
            return wanted.isEmpty() || state == wanted.get();
        }

        private boolean full() {
            return items.size() == limit || next >= last;
        }

        /** A touched item; whether to go on. */
        boolean item(long index, byte[] encoded) {
            if (index < next) {
                return true;
            }
            untouched(index);
            if (full()) {
                return false;
            }
            next = index + 1;
            if (wants(seen(job, ItemCodec.state(encoded)))) {
                items.add(new ItemPage.Entry(index, seen(job, ItemCodec.decode(encoded))));
            }
            return !full();
        }

        /** All up to an index were never touched. */
        void untouched(long to) {
            if (!untouchedToo) {
                // A page that is full has not looked at what lies behind it.
                next = full() ? next : Math.max(next, to);
                return;
            }
            while (next < to && !full()) {
                items.add(new ItemPage.Entry(next++, seen(job, Item.FRESH)));
            }
        }

        ItemPage whole() {
            boolean more = next < job.source().count();
            return new ItemPage(items, more ? OptionalLong.of(next) : OptionalLong.empty());
        }
    }
}
