package dev.workmanager.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;

/**
 * JSON as a {@link Codec} reads it: {@link #field} goes to the next field of an object, another method then takes its value. What has
 * another form than that is refused. Not thread-safe.
 */
final class JsonInput {
    private final JsonParser parser;

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads one object, and nothing behind it; null for JSON's null. */
    static <T> @Nullable T read(byte[] json, int offset, int length, Codec<T> codec) {
        try (JsonParser parser = JsonLimits.FACTORY.createParser(ObjectReadContext.empty(), json, offset, length)) {
            return new JsonInput(parser).whole(codec);
        }
    }

    private <T> @Nullable T whole(Codec<T> codec) {
        try {
            parser.nextToken();
            T value = object(codec);
            if (parser.nextToken() != null) {
                throw Misfit.unexpected(parser, Misfit.OBJECT);
            }
            return value;
        } catch (JacksonException e) {
            throw Misfit.broken(e, parser.streamReadContext().getParent());
        }
    }

    /** The name of the object's next field, whose value has to be taken then; null at the end of the object. */
    @Nullable String field() {
        String name = parser.nextName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    @Nullable String text() {
        return scalar(JsonToken.VALUE_STRING, Misfit.TEXT, JsonParser::getString);
    }

    int number() {
        return present(optionalNumber());
    }

    long longNumber() {
        return present(optionalLongNumber());
    }

    @Nullable Integer optionalNumber() {
        return scalar(JsonToken.VALUE_NUMBER_INT, Misfit.NUMBER, JsonParser::getIntValue);
    }

    @Nullable Long optionalLongNumber() {
        return scalar(JsonToken.VALUE_NUMBER_INT, Misfit.NUMBER, JsonParser::getLongValue);
    }

    byte @Nullable [] bytes() {
        return scalar(JsonToken.VALUE_STRING, Misfit.BASE64, JsonInput::base64);
    }

    <T> @Nullable T object(Codec<T> codec) {
        if (isNull(JsonToken.START_OBJECT, Misfit.OBJECT)) {
            return null;
        }
        try {
            return codec.read(this);
        } catch (IllegalArgumentException refused) {
            throw Misfit.impossible(parser, refused);
        }
    }

    /** The list may have null in it. */
    <T> @Nullable List<T> objects(Codec<T> codec) {
        return list(in -> in.object(codec));
    }

    /** The list may have null in it. */
    @Nullable List<String> texts() {
        return list(JsonInput::text);
    }

    /** A text or a number as it is written, or a list of them. */
    List<String> words() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return List.of(word());
        }
        List<String> words = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            words.add(word());
        }
        return words;
    }

    private String word() {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                present(scalar(parser.currentToken(), Misfit.VALUES, JsonParser::getString));
            default -> throw unexpected(Misfit.VALUES);
        };
    }

    /** Passes over the value of a field that is not known. */
    void skip() {
        TokenStreamContext value = parser.streamReadContext();
        try {
            parser.skipChildren();
        } catch (JacksonException e) { // within the value, of which the path says nothing
            throw Misfit.broken(e, value.getParent().getParent());
        }
    }

    @SuppressWarnings("NullAway") // whoever minds null in a list looks for it there
    private <T> @Nullable List<T> list(Function<JsonInput, @Nullable T> element) {
        if (isNull(JsonToken.START_ARRAY, Misfit.LIST)) {
            return null;
        }
        List<T> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.apply(this));
        }
        return list;
    }

    private <T> @Nullable T scalar(JsonToken form, String expected, Function<JsonParser, T> decoder) {
        if (isNull(form, expected)) {
            return null;
        }
        try {
            return decoder.apply(parser);
        } catch (JacksonException e) {
            throw Misfit.broken(e, parser.streamReadContext());
        }
    }

    private static byte[] base64(JsonParser parser) {
        try {
            return parser.getBinaryValue();
        } catch (JacksonException e) {
            if (e.getOriginalMessage().contains("base64")) {
                throw Misfit.unexpected(parser, Misfit.BASE64);
            }
            throw e;
        }
    }

    /** Whether null stands in the place of a value of that form. */
    private boolean isNull(JsonToken form, String expected) {
        JsonToken token = parser.currentToken();
        if (token != form && token != JsonToken.VALUE_NULL) {
            throw unexpected(expected);
        }
        return token == JsonToken.VALUE_NULL;
    }

    private <T> T present(@Nullable T number) {
        if (number == null) {
            throw unexpected(Misfit.NUMBER);
        }
        return number;
    }

    /** A text may turn out to be no JSON at all: that is said first. */
    private MalformedJsonException unexpected(String expected) {
        try {
            parser.finishToken();
            return Misfit.unexpected(parser, expected);
        } catch (JacksonException e) {
            return Misfit.broken(e, parser.streamReadContext());
        }
    }
}
