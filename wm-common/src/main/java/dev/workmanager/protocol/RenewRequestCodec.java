package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link RenewRequest} as JSON. */
final class RenewRequestCodec implements Codec<RenewRequest> {
    private final ProgressCodec progressCodec = new ProgressCodec();

    @Override
    @SuppressWarnings("NullAway") // null for what is not there: whoever handles the request says so
    public RenewRequest read(JsonInput in) {
        @Nullable String worker = null;
        @Nullable List<String> tokens = null;
        @Nullable List<RenewRequest.Progress> progress = null;
        for (String field = in.field(); field != null; field = in.field()) {
            switch (field) {
                case "worker" -> worker = in.text();
                case "tokens" -> tokens = in.texts();
                case "progress" -> progress = in.objects(progressCodec);
                default -> in.skip();
            }
        }
        return new RenewRequest(worker, tokens, progress);
    }

    @Override
    public void write(RenewRequest request, JsonOutput out) {
        out.text("worker", request.worker());
        out.texts("tokens", request.tokens());
        if (request.progress() != null) {
            out.objects("progress", request.progress(), progressCodec);
        }
    }

    private static final class ProgressCodec implements Codec<RenewRequest.Progress> {
        @Override
        @SuppressWarnings("NullAway") // null for what is not there: whoever handles the request says so
        public RenewRequest.Progress read(JsonInput in) {
            @Nullable String token = null;
            @Nullable String text = null;
            for (String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "token" -> token = in.text();
                    case "text" -> text = in.text();
                    default -> in.skip();
                }
            }
            return new RenewRequest.Progress(token, text);
        }

        @Override
        public void write(RenewRequest.Progress progress, JsonOutput out) {
            out.text("token", progress.token());
            out.text("text", progress.text());
        }
    }
}
