package dev.workmanager.wrapper;

import dev.workmanager.protocol.HandedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command with places for an item: each {@link Placeholder} is replaced wherever it stands, except after a dollar sign: there it is
 * the shell's. One pass: what an item brings in is not looked at again. A command without a place gets the id, and the data where
 * there are some, as its last arguments.
 */
final class CommandTemplate {
    private static final Pattern PLACE = Placeholder.pattern();
    private static final Pattern SHELL = Pattern.compile("(?:.*/)?(?:sh|bash|dash|zsh|ksh|mksh|ash)");
    private static final Pattern SHELL_SCRIPT_FOLLOWS = Pattern.compile("-[A-Za-z]*c");

    private final List<String> command;
    private final boolean hasPlace;
    private final boolean append;

    CommandTemplate(List<String> command, Pass pass) {
        this.command = command;
        this.hasPlace = command.stream().anyMatch(CommandTemplate::hasPlace);
        this.append = pass == Pass.ARGS && !hasPlace;
    }

    /** The program and its arguments for an item. */
    List<String> forItem(HandedItem item, int slot) {
        String data = item.data();
        if (!hasPlace && !append) {
            return command;
        }
        List<String> filled = new ArrayList<>(command.size() + 2);
        command.forEach(word -> filled.add(hasPlace ? fill(word, item, slot) : word));
        if (append) {
            filled.add(Long.toString(item.id()));
            if (data != null) {
                filled.add(data);
            }
        }
        return filled;
    }

    /** The program and its arguments as they were written, for where no item is known. */
    List<String> command() {
        return command;
    }

    /** The program, if it is the same for all items. */
    Optional<String> program() {
        return hasPlace(command.get(0)) ? Optional.empty() : Optional.of(command.get(0));
    }

    /** What is risky about the command, in a sentence. */
    Optional<String> warning() {
        for (int i = 0; i + 2 < command.size(); i++) {
            String script = command.get(i + 2);
            if (SHELL.matcher(command.get(i)).matches()
                    && SHELL_SCRIPT_FOLLOWS.matcher(command.get(i + 1)).matches()
                    && bringsData(script)) {
                return Optional.of("the shell reads what stands for {data} as a part of its script: write \"$WM_DATA\""
                        + " there instead (or \"$WM_ID\")");
            }
        }
        return Optional.empty();
    }

    /** What looks like a place for an item, in a command that is started without one; in a sentence. */
    Optional<String> unusedPlace() {
        return command.stream()
                .flatMap(word -> PLACE.matcher(word).results())
                .findFirst()
                .map(place -> place.group()
                        + " stays as it is in the command, which gets its items as lines on its standard input");
    }

    private static boolean hasPlace(String word) {
        return PLACE.matcher(word).find();
    }

    private static boolean bringsData(String script) {
        return PLACE.matcher(script)
                .results()
                .anyMatch(place -> Placeholder.of(place.group(1)).bringsData());
    }

    private static String fill(String word, HandedItem item, int slot) {
        return PLACE.matcher(word)
                .replaceAll(place ->
                        Matcher.quoteReplacement(Placeholder.of(place.group(1)).text(item, slot)));
    }
}
