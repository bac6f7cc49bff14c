package dev.workmanager.rules;

/**
 * How far a command has come.
 *
 * @param <A> what the answer is
 */
public sealed interface Step<A> {
    /** It has its answer. */
    record Answered<A>(A answer) implements Step<A> {}

    /**
     * There is nothing to hand out yet; what it changed so far stands.
     *
     * @param rest what is to be applied once there is, or when its patience is at an end
     * @param forWantOfItems whether anybody else who takes from the same jobs would find nothing either; else it is this very worker
     *     who gets nothing just now
     */
    record PutAside<A>(Command<A> rest, boolean forWantOfItems) implements Step<A> {}

    /** The step that has the answer. */
    static <A> Step<A> of(A answer) {
        return new Answered<>(answer);
    }
}
