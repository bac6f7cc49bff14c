package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.client.Completion.Tails;
import dev.workmanager.protocol.ChildAnswer;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.MalformedJsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a line says that answers an item. */
enum AnswerFormat {
    /** The line is the result, byte for byte. */
    TEXT {
        @Override
        LineReader.Bounds bounds(long maxResult, Room room) {
            return new LineReader.Bounds(maxResult, "--max-result", room::memory);
        }

        @Override
        Answer read(HandedItem item, Kept line, long maxResult, Room room) {
            return new Answer(Completion.done(item.token(), line.bytes()), Optional.of(line));
        }
    },
    /** The line is a {@link ChildAnswer}. */
    JSON {
        @Override
        LineReader.Bounds bounds(long maxResult, Room room) {
            return new LineReader.Bounds(
                    MOST_JSON, "more is not read as JSON; --mode each has no such bound", () -> MOST_JSON);
        }

        @Override
        Answer read(HandedItem item, Kept line, long maxResult, Room room) throws IOException {
            ChildAnswer answer = answer(line);
            if (answer.id() == null || answer.id() != item.id()) {
                throw new WrongAnswerException("it was asked about item " + item.id() + " and answered "
                        + (answer.id() == null ? "without an id" : "about item " + answer.id()));
            }
            byte[] bytes = answer.bytes();
            int exit = answer.exitCode();
            if (exit == EndedAttempt.LATER) {
                return new Answer(Completion.givenBack(item.token(), tails(answer.error())), Optional.empty());
            }
            if (exit == 0 && bytes.length > maxResult) {
                return failed(
                        item,
                        Attempt.NO_RESULT,
                        "its result has " + bytes.length + " bytes; at most " + maxResult
                                + " are taken (--max-result)");
            }
            if (exit != 0) {
                return failed(item, exit < 0 ? 1 : exit, answer.error());
            }
            Kept kept = room.keep(bytes);
            return new Answer(Completion.done(item.token(), kept.bytes()), Optional.of(kept));
        }
    };

    /** A line of JSON is read as a whole, into memory. */
    private static final int MOST_JSON = 4 << 20;

    static AnswerFormat of(Pass pass) {
        return pass == Pass.JSON ? JSON : TEXT;
    }

    /**
     * How long a line may be.
     *
     * @param maxResult how many bytes a result may have
     */
    abstract LineReader.Bounds bounds(long maxResult, Room room);

    /**
     * What it is to be told as.
     *
     * @param line closed by whoever closes the answer
     * @throws WrongAnswerException if the line is no answer to this item
     */
    abstract Answer read(HandedItem item, Kept line, long maxResult, Room room) throws IOException;

    private static ChildAnswer answer(Kept line) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) line.bytes().size());
        while (bytes.hasRemaining()) {
            line.bytes().read(bytes, bytes.position());
        }
        line.close();
        try {
            return Json.read(bytes.array(), ChildAnswer.class);
        } catch (MalformedJsonException e) {
            throw new WrongAnswerException("its answer is not as {\"id\":17,\"result\":\"…\"}: " + e.getMessage());
        }
    }

    private static Answer failed(HandedItem item, int exit, @Nullable String why) {
        return new Answer(Completion.failed(item.token(), exit, tails(why)), Optional.empty());
    }

    private static Tails tails(@Nullable String why) {
        return new Tails(why == null ? null : why.substring(Math.max(0, why.length() - EndedAttempt.MAX_TAIL)), null);
    }
}
