package dev.workmanager.http;

import dev.workmanager.store.ResultFile;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Optional;

/**
 * A file as an answer: all of it, or the range of bytes that was asked for.
 *
 * @param type its media type
 * @param file the file, open; none where there is nothing in it
 * @param size so much of it is there
 * @param tag its ETag, quoted; none where it may change
 */
record RangedAnswer(String type, Optional<ResultFile> file, long size, Optional<String> tag) {
    /** Answers with it, and closes it. */
    void send(Call call) {
        file.ifPresent(call::closeWhenOver);
        tag.ifPresent(text -> call.header(Headers.ETAG, text));
        call.header(Headers.ACCEPT_RANGES, "bytes");
        if (tag.isPresent() && call.header(Headers.IF_NONE_MATCH).equals(tag)) {
            call.status(StatusCodes.NOT_MODIFIED);
            call.end();
            return;
        }
        Optional<ByteRange> range = call.header(Headers.RANGE)
                .filter(asked -> call.header(Headers.IF_RANGE).isEmpty()
                        || call.header(Headers.IF_RANGE).equals(tag))
                .flatMap(asked -> ByteRange.of(asked, size));
        range.ifPresent(part -> {
            call.status(StatusCodes.PARTIAL_CONTENT);
            call.header(Headers.CONTENT_RANGE, part.text(size));
        });
        ByteRange part = range.orElse(new ByteRange(0, size));
        call.stream(
                type,
                part.length(),
                file.<Pieces>map(open -> new FilePieces(open, part)).orElse(() -> new Pieces.Piece(new byte[0], true)));
    }
}
