package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.JOB;
import static dev.workmanager.rules.Scene.bytes;
import static dev.workmanager.rules.Scene.done;
import static dev.workmanager.rules.Scene.ended;
import static dev.workmanager.rules.Scene.failed;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Policy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An attempt in one of its states, and its item, the only one of its job, in one of those that this leaves open.
 *
 * @param scene where
 * @param out the attempt
 */
record Situation(Scene scene, HandedOut out) {
    /** No failure or give-back is the last one allowed. */
    static final Policy GENEROUS =
            Scene.POLICY.change().attempts(100).giveBacks(100).build();

    /** Each is. */
    static final Policy STRICT =
            Scene.POLICY.change().attempts(1).giveBacks(0).crashLimit(1).build();

    /** Longer than any wait. */
    static final long HOUR = 3_600_000;

    private static final Set<AttemptEnd> TOLD = EnumSet.of(
            AttemptEnd.DONE, AttemptEnd.FAILED, AttemptEnd.TIMED_OUT, AttemptEnd.RELEASED, AttemptEnd.GIVEN_BACK);

    /** How to come into a situation. */
    record Recipe(Function<Scene, HandedOut> first, Consumer<Scene> then) {
        Situation make() {
            Scene scene = newScene();
            HandedOut out = first.apply(scene);
            then.accept(scene);
            return new Situation(scene, out);
        }
    }

    static Scene newScene() {
        return new Scene(1, GENEROUS, true);
    }

    /** One recipe for each pair of an attempt's and its item's state that can come about. */
    static List<Recipe> all() {
        TreeMap<String, Recipe> all = new TreeMap<>();
        for (Function<Scene, HandedOut> first : beginnings()) {
            for (Consumer<Scene> then : continuations()) {
                Recipe recipe = new Recipe(first, then);
                all.putIfAbsent(recipe.make().toString(), recipe);
            }
        }
        return List.copyOf(all.values());
    }

    private static List<Function<Scene, HandedOut>> beginnings() {
        List<Function<Scene, HandedOut>> beginnings = new ArrayList<>();
        beginnings.add(Situation::taken);
        beginnings.add(Scene::borrow);
        beginnings.add(Situation::lost);
        TOLD.forEach(how -> beginnings.add(scene -> end(scene, how)));
        TOLD.forEach(how -> beginnings.add(scene -> strictly(scene, () -> end(scene, how))));
        beginnings.add(scene -> {
            HandedOut out = lost(scene);
            scene.worker("other").take();
            scene.worker("w").end(done(out));
            return out;
        });
        beginnings.add(scene -> {
            HandedOut out = taken(scene);
            scene.completeNameless(0, bytes("by hand"));
            return out;
        });
        beginnings.add(scene -> {
            HandedOut out = taken(scene);
            scene.cancel(0L);
            return out;
        });
        return beginnings;
    }

    private static List<Consumer<Scene>> continuations() {
        return List.of(
                scene -> {},
                scene -> scene.ledger.advance(HOUR),
                scene -> someoneElse(scene, out -> {}),
                scene -> someoneElse(scene, out -> scene.worker("other").end(ended(out, AttemptEnd.RELEASED))),
                scene -> someoneElse(scene, out -> scene.worker("other").end(failed(out, 1))),
                scene -> someoneElse(
                        scene,
                        out -> strictly(scene, () -> scene.worker("other").end(failed(out, 1)))),
                scene -> someoneElse(scene, out -> scene.worker("other").end(done(out))),
                scene -> {
                    if (scene.item(0).state() == ItemState.PENDING) {
                        scene.cancel(0L);
                    }
                });
    }

    private static HandedOut taken(Scene scene) {
        return scene.worker("w").take();
    }

    private static HandedOut lost(Scene scene) {
        HandedOut out = taken(scene);
        scene.expire(out);
        return out;
    }

    private static HandedOut end(Scene scene, AttemptEnd how) {
        HandedOut out = taken(scene);
        scene.worker("teller").end(ended(out, how));
        return out;
    }

    /** Somebody else takes the item, if it is to be had, and does something with it. */
    private static void someoneElse(Scene scene, Consumer<HandedOut> then) {
        scene.ledger.advance(HOUR);
        scene.worker("other").next(1).items().forEach(then);
    }

    /** Under a policy that allows nothing twice. */
    static <T> T strictly(Scene scene, Supplier<T> action) {
        scene.ask(new Command.ChangePolicy(JOB, STRICT));
        T result = action.get();
        scene.ask(new Command.ChangePolicy(JOB, GENEROUS));
        return result;
    }

    Item item() {
        return scene.item(0);
    }

    String itemState() {
        Item item = item();
        return item.state() == ItemState.PENDING && item.notBefore() > scene.ledger.now()
                ? "not-before"
                : item.state().name().toLowerCase(Locale.ROOT);
    }

    String attemptState() {
        Attempt attempt = item().attempt(out.attempt()).orElseThrow();
        Attempt.Ending ending = attempt.ending();
        if (ending == null) {
            return attempt.worker() == 0 ? "nameless" : "running";
        }
        if (ending.how() != AttemptEnd.LOST) {
            return ending.how().word();
        }
        boolean holds = item().state() == ItemState.PENDING && item().lastAttempt() == attempt.number();
        return holds ? "lost" : "moved-on";
    }

    @Override
    public String toString() {
        return attemptState() + ", item " + itemState();
    }
}
