package dev.workmanager.store.embedded;

import dev.workmanager.rules.Command;
import dev.workmanager.rules.Result;
import dev.workmanager.store.PartFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The parts that were put and not used up yet: what was read of each once is not read again. Thread-safe. */
final class Parts {
    private final OutFolder out;
    private final Predicate<String> needed;
    private final Map<String, Result.Part> known = new ConcurrentHashMap<>();

    /**
     * @param needed whether a part of this name may yet have to become a result, whatever became of its command
     */
    Parts(OutFolder out, Predicate<String> needed) {
        this.out = out;
        this.needed = needed;
    }

    /** Begins one. */
    PartFile create(String name) throws IOException {
        return new ResultPart(out, name, part -> known.put(name, part));
    }

    /** The one with a name. */
    Optional<Result.Part> find(String name) throws IOException {
        Result.Part remembered = known.get(name);
        if (remembered != null && out.disk().exists(out.part(name))) {
            return Optional.of(remembered);
        }
        known.remove(name);
        Optional<Result.Part> read = ResultPart.read(out, name);
        read.ifPresent(part -> known.put(name, part));
        return read;
    }

    /** A command has used up those that it brought, or they were of no use. */
    void forget(Command<?> command) {
        for (Result result : Batch.results(command)) {
            if (result instanceof Result.Part part) {
                known.remove(part.name());
            }
        }
    }

    /** Removes one whose command was refused. */
    void discard(Result.Part part) throws IOException {
        if (!needed.test(part.name())) {
            known.remove(part.name());
            out.deletePart(part.name());
        }
    }
}
