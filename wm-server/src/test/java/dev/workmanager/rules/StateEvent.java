package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.JOB;
import static dev.workmanager.rules.Scene.bytes;
import static dev.workmanager.rules.Scene.ended;
import static dev.workmanager.rules.Situation.HOUR;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Source;
import java.util.List;
import java.util.Locale;

/** What can happen to an attempt or its item, as docs/state-machine.md calls it. */
final class StateEvent {
    private StateEvent() {}

    /** Lets it happen; what is told to whoever caused it. */
    static String happen(String event, Situation situation) {
        Scene scene = situation.scene();
        HandedOut out = situation.out();
        return switch (event) {
            case "done" -> end(situation, AttemptEnd.DONE);
            case "failed" -> end(situation, AttemptEnd.FAILED);
            case "failed (last)" -> Situation.strictly(scene, () -> end(situation, AttemptEnd.FAILED));
            case "timed-out" -> end(situation, AttemptEnd.TIMED_OUT);
            case "timed-out (last)" -> Situation.strictly(scene, () -> end(situation, AttemptEnd.TIMED_OUT));
            case "released" -> end(situation, AttemptEnd.RELEASED);
            case "given-back" -> end(situation, AttemptEnd.GIVEN_BACK);
            case "given-back (last)" -> Situation.strictly(scene, () -> end(situation, AttemptEnd.GIVEN_BACK));
            case "renew" -> told(scene.renew(out), "ended");
            case "expire (alone)" -> told(scene.expire(out));
            case "expire (with others)" -> {
                holdAnother(situation);
                yield told(scene.expire(out));
            }
            case "expire (last)" -> told(Situation.strictly(scene, () -> scene.expire(out)));
            case "take-back" -> told(scene.ask(new Command.TakeBack(out)));
            default -> happenTo(event, scene);
        };
    }

    /** As {@link #happen}, for what happens to an item as such. */
    static String happenTo(String event, Scene scene) {
        return switch (event) {
            case "POST /job" -> told(scene.takeNameless());
            case "exchange" -> told(scene.worker("another").next(1));
            case "POST /job/{id}" -> told(scene.completeNameless(0, bytes("last")));
            case "due" -> {
                scene.ledger.advance(HOUR);
                yield "";
            }
            case "wipe" -> String.valueOf(scene.wipe(0L));
            case "restore" -> String.valueOf(scene.ask(new Command.Restore(JOB, List.of(0L))));
            case "retry-failed" -> String.valueOf(scene.retryFailed(0L));
            case "retry" -> String.valueOf(scene.retry(0L));
            case "cancel" -> String.valueOf(scene.cancel(0L));
            default -> throw new IllegalArgumentException("no such event: " + event);
        };
    }

    private static String end(Situation situation, AttemptEnd how) {
        return told(situation.scene().worker("w").end(ended(situation.out(), how)), "accepted");
    }

    private static String told(Standing standing, String ended) {
        return standing == Standing.ENDED ? ended : standing.name().toLowerCase(Locale.ROOT);
    }

    private static String told(boolean wasOut) {
        return wasOut ? "yes" : "no";
    }

    private static String told(Taken taken) {
        if (taken instanceof Taken.Handed) {
            return "up";
        }
        return taken instanceof Taken.Done ? "done" : "503";
    }

    private static String told(Exchanged exchanged) {
        return !exchanged.items().isEmpty() ? "items" : exchanged.finished() ? "finished" : "wait";
    }

    /** An item of another job in the hands of the same worker. */
    private static void holdAnother(Situation situation) {
        MapLedger ledger = situation.scene().ledger;
        Job job = ledger.job(JOB);
        ledger.put(new Job(JOB + 1, new JobId(43), "other", Source.numeric(0, 0), job.policy(), 0, true));
        int worker = situation
                .item()
                .attempt(situation.out().attempt())
                .orElseThrow()
                .worker();
        ledger.put(JOB + 1, 0, Item.FRESH.handedOut(new Attempt(1, 7, worker, 1, ledger.now(), null)));
    }
}
