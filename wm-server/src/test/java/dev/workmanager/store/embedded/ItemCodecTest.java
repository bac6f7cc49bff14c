package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ItemCodecTest {
    private final RandomItems items = new RandomItems(new SplittableRandom(3));

    @Test
    void anyItemIsReadAsItWasWritten() {
        for (int i = 0; i < 2_000; i++) {
            Item item = items.next();
            byte[] bytes = ItemCodec.encode(item, null);
            assertThat(ItemCodec.decode(bytes)).isEqualTo(item);
            assertThat(ItemCodec.state(bytes)).isEqualTo(item.state());
        }
    }

    @Test
    void whatALaterVersionHasWrittenIsKept() {
        Encoder later = new Encoder(100);
        byte[] known = ItemCodec.encode(items.next(), null);
        later.raw(known, known.length);
        later.field(12, 77);
        later.fixed(13, Long.MIN_VALUE);
        later.field(14, "later");
        Item changed = items.next();
        byte[] bytes = ItemCodec.encode(changed, ItemCodec.encode(items.next(), later.toBytes()));
        assertThat(ItemCodec.decode(bytes)).isEqualTo(changed);
        Decoder in = new Decoder(bytes, 1, bytes.length - 1);
        int field = in.next();
        while (field < 12) {
            field = in.next();
        }
        assertThat(field).isEqualTo(12);
        assertThat(in.asLong()).isEqualTo(77);
        assertThat(in.next()).isEqualTo(13);
        assertThat(in.asLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.next()).isEqualTo(14);
        assertThat(in.asString()).isEqualTo("later");
        assertThat(in.next()).isZero();
    }

    @Test
    void aTailIsCutBetweenTwoCharacters() {
        Item item = Item.FRESH.in(ItemState.FAILED).withTails("x" + "\u20ac".repeat(1_000), "");
        String kept = ItemCodec.decode(ItemCodec.encode(item, null)).stderr();
        assertThat(kept).matches("\u20ac+");
        assertThat(kept.getBytes(StandardCharsets.UTF_8).length)
                .isBetween(ItemCodec.MAX_TAIL_BYTES - 2, ItemCodec.MAX_TAIL_BYTES);
    }

    @Test
    void whatIsNoItemIsRefused() {
        for (byte[] bytes : new byte[][] {{}, {9}, {0, 8}, {0, 0x5a, 2, 0x30, 99}, {2, 0x42, 1, 1}}) {
            assertThatThrownBy(() -> ItemCodec.decode(bytes)).isInstanceOf(MalformedDataException.class);
        }
    }
}
