package dev.workmanager.cli;

import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.terminal.Words;
import java.util.List;
import java.util.Optional;

/** {@code wm result}: the results of items. */
final class ResultCommand implements Verb {
    @Override
    public String name() {
        return "result";
    }

    @Override
    public String operands() {
        return "[JOB] ITEMS";
    }

    @Override
    public String summary() {
        return "Writes the result of an item, or of several in the order of their numbers, to standard output";
    }

    @Override
    public String details() {
        return "Of several, those that are done: the others are counted on standard error. Each is compared with the SHA-256 that was"
                + " kept when it came. -o ndjson has an object for each, with the result as text where it is UTF-8 of at most 1 MiB, else"
                + " as base64.";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "wm result 17",
                "wm result crunch all >all.txt",
                "wm result crunch 1-100 -o ndjson | jq -r .text",
                "wm result crunch all -o tar | tar -xC results");
    }

    @Override
    public List<Format> formats() {
        return List.of(Format.BYTES, Format.NDJSON, Format.TAR);
    }

    @Override
    public VerbExit run(Request request) {
        Target target = request.target();
        Selector items = target.items()
                .orElseThrow(() -> new UsageException("whose results? name items: wm result crunch 1-10, or all"));
        String job = request.job(target);
        Optional<Long> single = items.single();
        if (single.isPresent() && request.format() == Format.BYTES) {
            request.client().result(job, single.get(), request.surroundings().out());
            return VerbExit.DONE;
        }
        return several(request, job, items);
    }

    private static VerbExit several(Request request, String job, Selector items) {
        ResultStream stream = ResultStream.to(request, job);
        long[] skipped = {0};
        items.forEach(request.client(), job, item -> {
            if (isDone(item)) {
                stream.add(item);
            } else {
                skipped[0]++;
            }
            return true;
        });
        stream.end();
        if (skipped[0] > 0) {
            request.say(Words.count(skipped[0], "item") + " left out: not done");
        }
        return VerbExit.DONE;
    }

    private static boolean isDone(ItemStatus item) {
        return item.resultSize() != null;
    }
}
