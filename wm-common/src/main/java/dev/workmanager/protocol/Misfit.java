package dev.workmanager.protocol;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What is wrong with JSON, in one line for people, who know nothing of our classes. */
final class Misfit {
    private static final String NOT_EXPECTED = "not the JSON that is expected here";
    private static final String OBJECT = "one object is expected, and nothing behind it";

    private Misfit() {}

    static String describe(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return NOT_EXPECTED + where + ": " + field(e) + what(e);
    }

    static String describeNull() {
        return NOT_EXPECTED + " at line 1, column 1: " + OBJECT;
    }

    /** Where in the document: {@code ended[0].exit: }. */
    private static String field(JacksonException e) {
        StringBuilder field = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return field.isEmpty() ? "" : field.append(": ").toString();
    }

    private static String what(JacksonException e) {
        if (e instanceof MismatchedInputException mismatch) {
            return e.getPath().isEmpty() ? OBJECT : expected(mismatch.getTargetType()) + " is expected";
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
            return "a text";
        }
        if (type == byte[].class) {
            return "base64";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
