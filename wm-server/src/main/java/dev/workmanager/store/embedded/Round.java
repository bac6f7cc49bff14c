package dev.workmanager.store.embedded;

import dev.workmanager.model.Item;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Step;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One batch while the rules are applied to it: nothing of it is so yet. Used once, by the writer. */
final class Round {
    private static final String TOO_MUCH =
            "the manager's memory is full of what it cannot write to its disk; nothing was changed: come again when it can";

    private final State state;
    private final Overlay overlay;
    private final boolean refuseResults;
    private final boolean refuseChanges;
    private final List<Batch.Reply<?>> replies = new ArrayList<>();
    private final List<Batch.Pending<?>> putAside = new ArrayList<>();
    private final List<String> broughtParts = new ArrayList<>();
    private final Map<ItemKey, byte[]> encoded = new LinkedHashMap<>();
    private List<Fact> otherFacts = List.of();

    /**
     * @param refuseResults whether there is no room for results, so that commands that bring one are refused
     * @param refuseChanges whether there is no room for anything, so that all are refused that change much
     */
    Round(State state, Overlay overlay, boolean refuseResults, boolean refuseChanges) {
        this.state = state;
        this.overlay = overlay;
        this.refuseResults = refuseResults;
        this.refuseChanges = refuseChanges;
    }

    /** How far a command has come. */
    enum Applied {
        /** It has its answer, or is refused. */
        ANSWERED,
        /** It waits for items, of which there are none. */
        WANTS_ITEMS,
        /** It waits, although there may be items for others. */
        WAITS
    }

    /** Applies the rules to a command. */
    <A> Applied apply(Batch.Pending<A> pending, boolean patient) {
        if (refuseResults && pending.bringsResults()) {
            refuse(pending, new RefusedException(ErrorCode.STORAGE_FULL, Publisher.noRoom()));
            return Applied.ANSWERED;
        }
        if (refuseChanges && !changesLittle(pending.command())) {
            refuse(pending, new RefusedException(ErrorCode.STORAGE_FULL, TOO_MUCH));
            return Applied.ANSWERED;
        }
        try {
            Step<A> step = pending.command().apply(overlay, patient);
            noteParts(pending.command());
            if (step instanceof Step.PutAside<A> aside) {
                putAside.add(pending.with(aside.rest()));
                return aside.forWantOfItems() ? Applied.WANTS_ITEMS : Applied.WAITS;
            }
            replies.add(new Batch.Reply<>(pending, ((Step.Answered<A>) step).answer(), null));
        } catch (RefusedException e) {
            refuse(pending, e);
        }
        return Applied.ANSWERED;
    }

    /** The lease of an attempt had run out when the batch began; whose news was waiting then is alive all the same. */
    void expire(Leases.Out out) {
        if (!overlay.hasNews(out)) {
            new Command.Expire(out.item().job(), out.item().index(), out.attempt()).apply(overlay, false);
        }
    }

    private static boolean changesLittle(Command<?> command) {
        return command instanceof Command.Renew || command instanceof Command.TakeBack;
    }

    private void refuse(Batch.Pending<?> pending, RefusedException why) {
        replies.add(new Batch.Reply<>(pending, null, why));
    }

    private void noteParts(Command<?> command) {
        for (Result result : Batch.results(command)) {
            if (result instanceof Result.Part part) {
                broughtParts.add(part.name());
            }
        }
    }

    /** Whether there is anything to make durable. */
    boolean changesAnything() {
        return !overlay.isEmpty();
    }

    Overlay overlay() {
        return overlay;
    }

    /** The commands that have to wait, with what is left of them. */
    List<Batch.Pending<?>> putAside() {
        return putAside;
    }

    List<Batch.Reply<?>> replies() {
        return replies;
    }

    /** The frame that makes it durable, with room for the header. */
    ByteBuffer frame() {
        Encoder out = new Encoder(1 << 12);
        out.raw(new byte[Frame.HEADER], Frame.HEADER);
        otherFacts = overlay.otherFacts();
        otherFacts.forEach(fact -> FactCodec.encode(fact, out));
        overlay.changedItems().forEach((key, item) -> {
            byte[] bytes = ItemCodec.encode(item, earlier(key));
            encoded.put(key, bytes);
            FactCodec.encode(new Fact.ItemIs(key.job(), key.index(), bytes), out);
        });
        overlay.results().forEach(laid -> FactCodec.encode(fact(laid), out));
        return out.toBuffer();
    }

    private byte @Nullable [] earlier(ItemKey key) {
        return overlay.wasTouched(key) ? state.chunks.get(key.job(), key.index()) : null;
    }

    private static Fact fact(Overlay.Laid laid) {
        if (laid.result() instanceof Result.Inline inline) {
            return new Fact.ResultIs(laid.job(), laid.index(), inline.bytes());
        }
        if (laid.result() instanceof Result.Part part) {
            return new Fact.PartIs(laid.job(), laid.index(), part.name(), part.size(), part.hash());
        }
        return new Fact.ResultIs(laid.job(), laid.index(), new byte[0]);
    }

    /** The frame is durable, or there is nothing to be: what it says is so. */
    void assign() {
        otherFacts.forEach(state::assign);
        overlay.changedItems().forEach(this::assign);
        overlay.tellNews();
    }

    private void assign(ItemKey key, Item item) {
        byte[] bytes = java.util.Objects.requireNonNull(encoded.get(key));
        state.assign(new Fact.ItemIs(key.job(), key.index(), bytes), item);
    }

    /** What is left to do. */
    Batch batch() {
        Set<String> unused = new HashSet<>(broughtParts);
        for (Overlay.Laid laid : overlay.results()) {
            if (laid.result() instanceof Result.Part part) {
                unused.remove(part.name());
            }
        }
        return new Batch(
                overlay.results(),
                overlay.changedJobs(),
                overlay.changedItems(),
                overlay.changedWorkers(),
                overlay.changedSlots(),
                overlay.registry().facts(),
                replies,
                List.copyOf(unused),
                overlay.events(),
                overlay.now());
    }
}
