package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Workers that send exchanges over a bad network, people without a name, and a manager whose sweeps and starts come at any moment: all
 * of it drawn from one seed. After each step the ledger is compared with what a witness says.
 */
final class RandomHistory {
    private static final int ITEMS = 4;
    private static final int SENDERS = 3;
    private static final int IN_THE_NETWORK = 12;
    private static final List<AttemptEnd> ENDS = List.of(
            AttemptEnd.DONE, AttemptEnd.FAILED, AttemptEnd.TIMED_OUT, AttemptEnd.RELEASED, AttemptEnd.GIVEN_BACK);

    /** A request under way; its sending may still be repeated. */
    private record Message(Command.Exchange exchange, Sender sender) {}

    /** A request that waits for items. */
    private record Waiting(Command.AwaitItems rest, Sender sender) {}

    /** A data folder at some moment, and what had been seen by then. */
    private record Copy(MapLedger.Facts facts, Witness witness) {}

    private final SplittableRandom random;
    private final Scene scene = new Scene(ITEMS);
    private final List<Sender> senders = new ArrayList<>();
    private final List<Message> network = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<HandedOut> workersItems = new ArrayList<>();
    private final List<HandedOut> namelessItems = new ArrayList<>();
    private final List<Object> told = new ArrayList<>();
    private Witness witness = new Witness(ITEMS);
    private Copy copy = copy();
    private int workers;
    private int results;

    RandomHistory(long seed) {
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < SENDERS; i++) {
            senders.add(new Sender(newWorker()));
        }
    }

    /** What has happened so far, for people. */
    List<Object> told() {
        return told;
    }

    void step() {
        int dice = random.nextInt(100);
        if (dice < 30) {
            send();
        } else if (dice < 62) {
            deliver();
        } else if (dice < 68) {
            serveWaiting();
        } else if (dice < 76) {
            expire();
        } else if (dice < 81) {
            renew();
        } else if (dice < 86) {
            withoutAName(dice);
        } else if (dice < 94) {
            scene.ledger.advance(random.nextInt(3_000));
        } else {
            startOrDie(dice);
        }
        witness.compare(scene);
    }

    private void withoutAName(int dice) {
        switch (dice) {
            case 81, 82 -> takeNameless();
            case 83 -> takeBack();
            default -> {
                if (random.nextInt(3) == 0) {
                    completeNameless();
                }
            }
        }
    }

    private void startOrDie(int dice) {
        switch (dice) {
            case 94 -> senders.set(random.nextInt(SENDERS), new Sender(newWorker()));
            case 95 -> wipe();
            case 96, 97 -> retryFailed();
            case 98 -> copy = copy();
            default -> putBack();
        }
    }

    private WorkerId newWorker() {
        workers++;
        return new WorkerId("w" + workers);
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private long anyItem() {
        return random.nextInt(ITEMS);
    }

    private void send() {
        Sender sender = any(senders);
        Command.Exchange exchange = sender.hasPending()
                ? sender.again(random.nextBoolean())
                : sender.next(endings(sender), random.nextInt(3));
        network.add(new Message(exchange, sender));
        if (network.size() > IN_THE_NETWORK) {
            network.remove(random.nextInt(network.size()));
        }
    }

    private List<Ended> endings(Sender sender) {
        List<HandedOut> outs = new ArrayList<>(sender.held());
        outs.removeIf(out -> random.nextInt(3) == 0);
        if (!workersItems.isEmpty() && random.nextInt(4) == 0) {
            outs.add(any(workersItems));
        }
        return outs.stream().map(this::ending).toList();
    }

    private Ended ending(HandedOut out) {
        AttemptEnd how = any(ENDS);
        String text = out.token().toString();
        return new Ended(
                text, Optional.of(out.token()), how, 1, how == AttemptEnd.DONE ? newResult() : Result.EMPTY, "", "");
    }

    private Result newResult() {
        results++;
        return random.nextInt(4) == 0 ? Result.EMPTY : bytes("result " + results);
    }

    /** The request comes: now or late, once or again. */
    private void deliver() {
        if (!network.isEmpty()) {
            Message message = any(network);
            if (random.nextBoolean()) {
                network.remove(message);
            }
            Command.Exchange exchange = message.exchange;
            told.add(exchange);
            if (witness.isStale(exchange)) {
                assertStale(exchange, exchange, message.sender);
            } else {
                List<Verdict> verdicts = witness.verdicts(exchange, scene.ledger.now());
                go(exchange, exchange, verdicts, message.sender);
            }
        }
    }

    private void serveWaiting() {
        if (!waiting.isEmpty()) {
            Waiting next = waiting.remove(random.nextInt(waiting.size()));
            told.add(next.rest);
            if (witness.isStale(next.rest.exchange())) {
                assertStale(next.rest, next.rest.exchange(), next.sender);
            } else {
                go(next.rest, next.rest.exchange(), next.rest.verdicts(), next.sender);
            }
        }
    }

    private void assertStale(Command<Exchanged> command, Command.Exchange exchange, Sender sender) {
        MapLedger.Facts before = scene.ledger.facts();
        assertThatThrownBy(() -> command.apply(scene.ledger, random.nextBoolean()))
                .isInstanceOf(RefusedException.class);
        assertThat(scene.ledger.facts()).isEqualTo(before);
        sender.receiveStale(exchange, newWorker());
    }

    private void go(Command<Exchanged> command, Command.Exchange exchange, List<Verdict> verdicts, Sender sender) {
        Step<Exchanged> step = command.apply(scene.ledger, random.nextBoolean());
        if (step instanceof Step.PutAside<Exchanged> aside) {
            Command.AwaitItems rest = (Command.AwaitItems) aside.rest();
            assertThat(exchange.take()).isPositive();
            assertThat(rest.verdicts()).isEqualTo(verdicts);
            witness.assertNothingIsReadyForAWorker(scene.ledger.now());
            waiting.add(new Waiting(rest, sender));
            return;
        }
        Exchanged answer = Scene.answer(step);
        told.add(answer);
        witness.answered(exchange, verdicts, answer, scene.ledger.now());
        workersItems.addAll(answer.items());
        if (random.nextInt(3) > 0) {
            sender.receive(exchange, answer);
        }
    }

    private void expire() {
        if (!workersItems.isEmpty()) {
            HandedOut out = any(workersItems);
            told.add("expire " + out.token());
            // A manager knows only its own.
            if (witness.item(out).standing(out.token()) != Standing.UNKNOWN) {
                assertThat(scene.expire(out)).isEqualTo(witness.item(out).lose(out.token()));
            }
        }
    }

    private void renew() {
        if (!workersItems.isEmpty()) {
            HandedOut out = any(workersItems);
            told.add("renew " + out.token());
            assertThat(scene.renew(out)).isEqualTo(witness.item(out).renew(out.token()));
        }
    }

    private void takeNameless() {
        told.add("POST /job");
        answered(scene.takeNameless());
    }

    private void completeNameless() {
        long index = anyItem();
        Result result = newResult();
        told.add("POST /job/" + index);
        witness.item(index).completeNameless(result == Result.EMPTY ? "" : "result " + results);
        answered(scene.completeNameless(index, result));
    }

    private void answered(Taken taken) {
        told.add(taken);
        witness.answered(taken, scene.ledger.now());
        if (taken instanceof Taken.Handed handed) {
            namelessItems.add(handed.item());
        }
    }

    private void takeBack() {
        if (!namelessItems.isEmpty()) {
            HandedOut out = any(namelessItems);
            told.add("take back " + out.token());
            assertThat(scene.ask(new Command.TakeBack(out)))
                    .isEqualTo(witness.item(out).takeBack(out.token()));
        }
    }

    private void wipe() {
        long index = anyItem();
        told.add("wipe " + index);
        assertThat(scene.wipe(index)).isEqualTo(witness.item(index).wipe() ? 1 : 0);
    }

    private void retryFailed() {
        long index = anyItem();
        told.add("retry " + index);
        assertThat(scene.retryFailed(index)).isEqualTo(witness.item(index).retryFailed() ? 1 : 0);
    }

    private Copy copy() {
        return new Copy(scene.ledger.facts(), witness.copy());
    }

    /** The data folder is put back from a copy; workers and network go on. */
    private void putBack() {
        told.add("the data folder is put back");
        scene.ledger.putBack(copy.facts);
        witness = copy.witness.copy();
        waiting.clear();
    }
}
