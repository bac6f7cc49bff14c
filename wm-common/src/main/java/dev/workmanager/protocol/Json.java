package dev.workmanager.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records to JSON and back. Thread-safe. */
public final class Json {
    /** What is asked for at each item is taken apart by hand. */
    private static final Map<Class<?>, Codec<?>> CODECS = Map.of(
            ExchangeRequest.class, new ExchangeRequestCodec(),
            ExchangeAnswer.class, new ExchangeAnswerCodec(),
            RenewRequest.class, new RenewRequestCodec(),
            RenewAnswer.class, new RenewAnswerCodec(),
            JobSubmission.class, new JobSubmissionCodec());

    private Json() {}

    /** UTF-8 JSON of a record; absent fields are left out. */
    public static byte[] write(Object value) {
        return write(value, value.getClass());
    }

    private static <T> byte[] write(Object value, Class<T> type) {
        Codec<T> codec = codec(type);
        return codec == null ? RecordMapper.write(value) : JsonOutput.write(type.cast(value), codec);
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
        Codec<T> codec = codec(type);
        T value = codec == null
                ? RecordMapper.read(json, offset, length, type)
                : JsonInput.read(json, offset, length, codec);
        if (value == null) {
            throw Misfit.isNull();
        }
        return value;
    }

    @SuppressWarnings("unchecked") // each stands under its own type
    private static <T> @Nullable Codec<T> codec(Class<T> type) {
        return (Codec<T>) CODECS.get(type);
    }
}
