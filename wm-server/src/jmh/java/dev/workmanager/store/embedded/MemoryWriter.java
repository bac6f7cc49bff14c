package dev.workmanager.store.embedded;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.Renewed;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Selection;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Does with a batch what the writer does, but for the disk: rules, frame, assignment, answers. Its workers never run out of items. */
final class MemoryWriter {
    private static final long NOW = 1_700_000_000_000L;

    private final State state = new State(new Chunks(List.of()), () -> Instant.ofEpochMilli(NOW), () -> 0);
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<WorkerId> workers = new ArrayList<>();
    private final List<List<HandedOut>> held = new ArrayList<>();
    private final int itemsEach;
    private long number;
    private ByteBuffer frame = ByteBuffer.allocate(0);

    /** So many workers hold so many items each. */
    MemoryWriter(int workers, int itemsEach) {
        this.itemsEach = itemsEach;
        apply(List.of(new Command.Submit(
                new NewJob(new JobId(42), Job.DEFAULT_NAME, Source.numeric(0, 999_999_999), Policy.DEFAULT, true))));
        for (int i = 0; i < workers; i++) {
            this.workers.add(new WorkerId("worker-" + i));
            held.add(List.of());
        }
        exchange();
    }

    /** In one batch each worker says that its items are done, and takes as many others; the frame of that. */
    ByteBuffer exchange() {
        number++;
        List<Command<Exchanged>> commands = new ArrayList<>(workers.size());
        for (int i = 0; i < workers.size(); i++) {
            List<Ended> ended = held.get(i).stream().map(MemoryWriter::done).toList();
            commands.add(new Command.Exchange(
                    workers.get(i), 0, number, Optional.empty(), ended, itemsEach, Selection.ALL, 0));
        }
        List<Exchanged> answers = apply(commands);
        for (int i = 0; i < workers.size(); i++) {
            held.set(i, answers.get(i).items());
        }
        return frame;
    }

    /** In one batch each worker says that it is alive. */
    List<Renewed> renew() {
        List<Command<Renewed>> commands = new ArrayList<>(workers.size());
        for (int i = 0; i < workers.size(); i++) {
            commands.add(new Command.Renew(
                    Optional.of(workers.get(i)),
                    held.get(i).stream().map(item -> Optional.of(item.token())).toList()));
        }
        return apply(commands);
    }

    private static Ended done(HandedOut item) {
        return new Ended(item.token().toString(), Optional.of(item.token()), AttemptEnd.DONE, 0, Result.EMPTY, "", "");
    }

    private <A> List<A> apply(List<? extends Command<A>> commands) {
        Round round = new Round(state, new Overlay(state, NOW, 0, random::nextInt), false, false);
        List<CompletableFuture<A>> answers = new ArrayList<>(commands.size());
        for (Command<A> command : commands) {
            CompletableFuture<A> answer = new CompletableFuture<>();
            round.apply(new Batch.Pending<>(command, answer, 0, () -> {}, 0, false), false);
            answers.add(answer);
        }
        if (round.changesAnything()) {
            frame = round.frame();
        }
        round.assign();
        round.replies().forEach(Batch.Reply::send);
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
