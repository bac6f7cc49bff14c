package dev.workmanager.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records to JSON and back. Thread-safe. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    /** UTF-8 JSON of a record; absent fields are left out. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /**
     * Reads a record; unknown fields are ignored.
     *
     * @throws MalformedJsonException if the bytes are not JSON of that form; its message names line and column
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(json, 0, json.length, type);
    }

    /**
     * Reads a record out of a part of an array.
     *
     * @throws MalformedJsonException if the bytes are not JSON of that form; its message names line and column
     */
    public static <T> T read(byte[] json, int offset, int length, Class<T> type) {
        T value;
        try {
            value = MAPPER.readValue(json, offset, length, type);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new MalformedJsonException(
                    "not the JSON that is expected here" + where + ": " + e.getOriginalMessage(), e);
        }
        if (value == null) {
            throw new MalformedJsonException("not the JSON that is expected here: null", null);
        }
        return value;
    }
}
