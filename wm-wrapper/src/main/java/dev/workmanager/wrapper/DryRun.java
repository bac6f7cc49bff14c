package dev.workmanager.wrapper;

import dev.workmanager.client.Choice;
import dev.workmanager.client.ControlClient;
import dev.workmanager.client.GaveUpException;
import dev.workmanager.client.ItemQuery;
import dev.workmanager.client.RefusedException;
import dev.workmanager.model.Policy;
import dev.workmanager.process.CommandLookup;
import dev.workmanager.process.Scratch;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.JobStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shows the command as it would be run on an item: a line for a shell. Takes nothing, runs nothing, changes nothing. */
final class DryRun {
    private final WrapperOptions options;
    private final Surroundings surroundings;
    private final Map<String, String> environment;
    private final PrintStream out;

    /** @param environment this process's own */
    DryRun(WrapperOptions options, Surroundings surroundings, Map<String, String> environment, PrintStream out) {
        this.options = options;
        this.surroundings = surroundings;
        this.environment = environment;
        this.out = out;
    }

    /** Shows it; returns the exit code. */
    int show() {
        CommandTemplate template =
                new CommandTemplate(options.command(), options.handing().pass());
        template.warning().ifPresent(surroundings.say());
        try (ControlClient manager = ControlClient.connect(
                options.manager(),
                options.credentials(),
                options.giveUpAfter(),
                surroundings.nanos(),
                surroundings.random(),
                surroundings.say())) {
            Optional<HandedItem> item = item(manager);
            if (item.isEmpty()) {
                surroundings.say().accept("nothing is pending that this worker would take");
                return WrapExit.FINISHED.code();
            }
            List<String> command = template.forItem(item.get(), 0);
            print(item.get(), command);
            return lookUp(command.get(0));
        } catch (GaveUpException e) {
            surroundings.say().accept(e.getMessage());
            return WrapExit.UNREACHABLE.code();
        } catch (RefusedException e) {
            surroundings.say().accept(e.getMessage());
            return WrapExit.ofRefusal(e).code();
        }
    }

    private int lookUp(String program) {
        return CommandLookup.problem(program, surroundings.searchPath().orElse(null))
                .map(problem -> {
                    surroundings.say().accept(problem.why());
                    return WrapExit.of(problem);
                })
                .orElse(WrapExit.FINISHED)
                .code();
    }

    private Optional<HandedItem> item(ControlClient manager) {
        Choice choice = options.choice();
        if (choice.item().isPresent()) {
            JobStatus job = manager.job(choice.job().orElseThrow());
            ItemStatus item = manager.item(job.name(), choice.item().getAsLong());
            return Optional.of(handed(job, item));
        }
        for (JobStatus job : jobs(manager)) {
            List<ItemStatus> next = new ArrayList<>(1);
            manager.forEachItem(job.name(), ItemQuery.ALL.in("pending"), item -> !next.add(item));
            if (!next.isEmpty()) {
                return Optional.of(handed(job, next.get(0)));
            }
        }
        return Optional.empty();
    }

    /** Those that it would take items of, in the manager's order. */
    private List<JobStatus> jobs(ControlClient manager) {
        Choice choice = options.choice();
        if (choice.job().isPresent()) {
            return List.of(manager.job(choice.job().get()));
        }
        return manager.jobs().stream()
                .filter(job -> JobStatus.OPEN.equals(job.state()))
                .filter(job -> choice.domains().isEmpty()
                        ? job.domain() == null
                        : choice.domains().contains(job.domain()))
                .sorted(Comparator.comparingInt(JobStatus::priority).reversed())
                .toList();
    }

    private static HandedItem handed(JobStatus job, ItemStatus item) {
        String attempts = job.policy().getOrDefault("attempts", Integer.toString(Policy.DEFAULT.attempts()));
        return new HandedItem(
                "none",
                job.name(),
                item.id(),
                item.index(),
                item.data(),
                item.attempts() + 1,
                Integer.parseInt(attempts),
                0,
                null);
    }

    private void print(HandedItem item, List<String> command) {
        Holder holder =
                new Holder(HexFormat.of().toHexDigits(surroundings.random().nextLong()), 0);
        out.println("# item " + item.id() + " of job '" + item.job() + "', attempt " + item.attempt()
                + ", as slot 0 would run" + " it; nothing was taken.");
        out.println("# WM_TMPDIR is a folder of its own for each attempt; nothing of these paths is there now.");
        byte[] input = ItemInput.of(options.handing().pass(), item, holder);
        String reads = input == null ? "" : ShellWord.of(new String(input, StandardCharsets.UTF_8));
        List<String> words = new ArrayList<>();
        words.add(input == null ? "</dev/null env" : "printf %s " + reads + " | env");
        changes(item, holder)
                .forEach((name, value) ->
                        words.add(value.isEmpty() ? "-u " + name : name + "=" + ShellWord.of(value.get())));
        words.add(String.join(" ", command.stream().map(ShellWord::of).toList()));
        out.println(String.join(" \\\n    ", words));
    }

    /** What the environment gets, and what is taken out of it, which comes first. */
    private Map<String, Optional<String>> changes(HandedItem item, Holder holder) {
        Map<String, String> changed = new HashMap<>(environment);
        try (Scratch scratch = Scratch.open(surroundings.spools(), surroundings.random(), surroundings.say());
                AttemptFiles files = new AttemptFiles(scratch, "0-0")) {
            ItemEnvironment.apply(changed, item, holder, files, options.handing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Optional<String>> changes = new TreeMap<>(
                Comparator.<String, Boolean>comparing(changed::containsKey).thenComparing(Comparator.naturalOrder()));
        environment.keySet().stream()
                .filter(name -> !changed.containsKey(name))
                .forEach(name -> changes.put(name, Optional.empty()));
        changed.forEach((name, value) -> {
            if (!value.equals(environment.get(name))) {
                changes.put(name, Optional.of(value));
            }
        });
        return changes;
    }
}
