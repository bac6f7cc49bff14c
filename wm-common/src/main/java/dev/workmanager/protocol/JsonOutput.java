package dev.workmanager.protocol;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as a {@link Codec} writes it: the fields of objects; null leaves a field out. Not thread-safe. */
final class JsonOutput {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Enough for an exchange of one item. */
    private static final int FIRST_GUESS = 512;

    private final JsonGenerator generator;

    private JsonOutput(JsonGenerator generator) {
        this.generator = generator;
    }

    static <T> byte[] write(T value, Codec<T> codec) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_GUESS);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new JsonOutput(generator).object(value, codec);
        }
        return bytes.toByteArray();
    }

    void text(String name, @Nullable String value) {
        if (value != null) {
            generator.writeStringProperty(name, value);
        }
    }

    void number(String name, long value) {
        generator.writeNumberProperty(name, value);
    }

    void number(String name, @Nullable Number value) {
        if (value != null) {
            number(name, value.longValue());
        }
    }

    void bytes(String name, byte @Nullable [] value) {
        if (value != null) {
            generator.writeBinaryProperty(name, value);
        }
    }

    <T> void object(String name, @Nullable T value, Codec<T> codec) {
        if (value != null) {
            generator.writeName(name);
            object(value, codec);
        }
    }

    <T> void objects(String name, @Nullable List<T> values, Codec<T> codec) {
        list(name, values, value -> object(value, codec));
    }

    void texts(String name, @Nullable List<String> values) {
        list(name, values, generator::writeString);
    }

    private <T> void object(T value, Codec<T> codec) {
        generator.writeStartObject();
        codec.write(value, this);
        generator.writeEndObject();
    }

    private <T> void list(String name, @Nullable List<T> values, Consumer<T> element) {
        if (values != null) {
            generator.writeArrayPropertyStart(name);
            values.forEach(element);
            generator.writeEndArray();
        }
    }
}
