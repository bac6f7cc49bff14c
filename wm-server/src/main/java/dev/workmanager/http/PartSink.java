package dev.workmanager.http;

import dev.workmanager.rules.Result;
import dev.workmanager.store.PartFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A body that becomes a part. */
record PartSink(PartFile file) implements BodySink<Result.Part> {
    @Override
    public void write(ByteBuffer bytes) throws IOException {
        file.write(bytes);
    }

    @Override
    public Result.Part finish() throws IOException {
        return file.finish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
