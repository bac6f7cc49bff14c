package dev.workmanager.wrapper;

import dev.workmanager.protocol.HandedItem;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands in a command for a part of its item. Those that we share with GNU parallel give what they give there, to the byte: what
 * they take apart is the data, or the id where there are none.
 */
enum Placeholder {
    ID("id"),
    DATA("data"),
    VALUE(""),
    /** The item's place in its job, from 1. */
    NUMBER("#"),
    /** Our slot, from 1. */
    SLOT("%"),
    /** Without the folder. */
    NAME("/"),
    /** The folder alone. */
    FOLDER("//"),
    /** Without the extension: the last dot of the name, and what follows it. */
    STEM("."),
    /** Without both. */
    NAME_STEM("/.");

    private final String symbol;

    Placeholder(String symbol) {
        this.symbol = symbol;
    }

    /** Any of them in braces, and not after a dollar sign; the symbol is the first group. */
    static Pattern pattern() {
        String symbols =
                Arrays.stream(values()).map(each -> Pattern.quote(each.symbol)).collect(Collectors.joining("|"));
        return Pattern.compile("(?<!\\$)\\{(" + symbols + ")}");
    }

    /** The one with this symbol, which {@link #pattern} has found. */
    static Placeholder of(String symbol) {
        for (Placeholder each : values()) {
            if (each.symbol.equals(symbol)) {
                return each;
            }
        }
        throw new IllegalArgumentException("nothing has the symbol '" + symbol + "'");
    }

    /** As it is written in a command. */
    String word() {
        return "{" + symbol + "}";
    }

    /** Whether a shell that reads it as a part of its script reads what somebody else wrote. */
    boolean bringsData() {
        return this != ID && this != NUMBER && this != SLOT;
    }

    /** What stands there for an item. */
    String text(HandedItem item, int slot) {
        String value = valueOf(item);
        return switch (this) {
            case ID -> Long.toString(item.id());
            case DATA -> item.data() == null ? "" : value;
            case VALUE -> value;
            case NUMBER -> Long.toString(item.index() + 1);
            case SLOT -> Integer.toString(slot + 1);
            case NAME -> name(value);
            case FOLDER -> folder(value);
            case STEM -> stem(value);
            case NAME_STEM -> stem(name(value));
        };
    }

    /** What a command is to work on: the data, or the id where there are none. */
    static String valueOf(HandedItem item) {
        String data = item.data();
        return data == null ? Long.toString(item.id()) : data;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String stem(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
    }

    /** As dirname(1), which takes a path that ends with a slash for the folder's own. */
    private static String folder(String path) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        if (folder.length() == path.length()) {
            String own = withoutSlashes(folder);
            folder = own.equals("/") ? own : own.substring(0, own.lastIndexOf('/') + 1);
        }
        return folder.isEmpty() ? "." : withoutSlashes(folder);
    }

    /** Without those at its end, except where nothing else is left. */
    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
