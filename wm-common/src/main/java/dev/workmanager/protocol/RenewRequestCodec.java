package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link RenewRequest} as JSON. */
final class RenewRequestCodec implements Codec<RenewRequest> {
    @Override
    @SuppressWarnings("NullAway") // null for what is not there: whoever handles the request says so
    public RenewRequest read(JsonInput in) {
        @Nullable String worker = null;
        @Nullable List<String> tokens = null;
        for (String field = in.field(); field != null; field = in.field()) {
            switch (field) {
                case "worker" -> worker = in.text();
                case "tokens" -> tokens = in.texts();
                default -> in.skip();
            }
        }
        return new RenewRequest(worker, tokens);
    }

    @Override
    public void write(RenewRequest request, JsonOutput out) {
        out.text("worker", request.worker());
        out.texts("tokens", request.tokens());
    }
}
