package dev.workmanager.protocol;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What is wrong with JSON, in one line for people, who know nothing of our classes. */
final class Misfit {
    static final String TEXT = "a text";
    static final String NUMBER = "a whole number";
    static final String BASE64 = "base64";
    static final String LIST = "a list";
    static final String VALUES = "a text or a number, or a list of them,";
    static final String OBJECT = "an object";

    private static final String NOT_EXPECTED = "not the JSON that is expected here";
    private static final String ONE_OBJECT = "one object is expected, and nothing behind it";

    private Misfit() {}

    /** What the mapper has refused. */
    static MalformedJsonException refused(JacksonException e) {
        return misfit(e.getLocation(), field(e), what(e), e);
    }

    /** The document is JSON's null. */
    static MalformedJsonException isNull() {
        return new MalformedJsonException(NOT_EXPECTED + " at line 1, column 1: " + ONE_OBJECT, null);
    }

    /** What stands at the parser has another form. */
    static MalformedJsonException unexpected(JsonParser at, String expected) {
        String field = field(at.streamReadContext());
        String what = field.isEmpty() ? ONE_OBJECT : expected + " is expected";
        return misfit(at.currentTokenLocation(), field, what, null);
    }

    /** The object that ends at the parser says what cannot be. */
    static MalformedJsonException impossible(JsonParser at, IllegalArgumentException why) {
        return misfit(at.currentTokenLocation(), field(at.streamReadContext()), String.valueOf(why.getMessage()), why);
    }

    /**
     * Something is no JSON at all.
     *
     * @param within the innermost value that had begun properly
     */
    static MalformedJsonException broken(JacksonException e, @Nullable TokenStreamContext within) {
        return misfit(e.getLocation(), field(within), what(e), e);
    }

    private static MalformedJsonException misfit(
            @Nullable TokenStreamLocation at, String field, String what, @Nullable Throwable cause) {
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new MalformedJsonException(
                NOT_EXPECTED + where + ": " + (field.isEmpty() ? "" : field + ": ") + what, cause);
    }

    /** Where in the document: {@code ended[0].exit}. */
    private static String field(JacksonException e) {
        StringBuilder field = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            step(field, step.getPropertyName(), step.getIndex());
        }
        return field.toString();
    }

    private static String field(@Nullable TokenStreamContext context) {
        StringBuilder field = new StringBuilder();
        append(context, field);
        return field.toString();
    }

    private static void append(@Nullable TokenStreamContext context, StringBuilder field) {
        if (context == null || context.inRoot()) {
            return;
        }
        append(context.getParent(), field);
        if (context.hasPathSegment()) {
            step(field, context.currentName(), context.getCurrentIndex());
        }
    }

    private static void step(StringBuilder field, @Nullable String name, int index) {
        if (name == null) {
            field.append('[').append(index).append(']');
        } else {
            field.append(field.isEmpty() ? "" : ".").append(name);
        }
    }

    private static String what(JacksonException e) {
        if (e instanceof MismatchedInputException mismatch) {
            return e.getPath().isEmpty() ? ONE_OBJECT : expected(mismatch.getTargetType()) + " is expected";
        }
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return String.valueOf(e.getCause().getMessage());
        }
        // Where the beginning of an unfinished piece was is told by the library for itself only.
        return e.getOriginalMessage().replaceFirst(" \\(start marker.*", "");
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == String.class) {
            return TEXT;
        }
        if (type == byte[].class) {
            return BASE64;
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return NUMBER;
        }
        return Collection.class.isAssignableFrom(type) ? LIST : OBJECT;
    }
}
