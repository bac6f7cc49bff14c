package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What a child has answered to a question.
 *
 * @param completion what is to be told of it
 * @param kept the bytes that the completion reads
 */
record Answer(Completion completion, Optional<Kept> kept) implements AutoCloseable {
    /** The same, with how long the child took for it. */
    Answer ran(Duration time) {
        return new Answer(completion.ran(time), kept);
    }

    @Override
    public void close() throws IOException {
        if (kept.isPresent()) {
            kept.get().close();
        }
    }
}
