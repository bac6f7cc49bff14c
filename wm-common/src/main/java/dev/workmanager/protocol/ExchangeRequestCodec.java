package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ExchangeRequest} as JSON. */
final class ExchangeRequestCodec implements Codec<ExchangeRequest> {
    private final AboutCodec aboutCodec = new AboutCodec();
    private final EndedAttemptCodec endedCodec = new EndedAttemptCodec();

    @Override
    @SuppressWarnings("NullAway") // null for what is not there: whoever handles the request says so
    public ExchangeRequest read(JsonInput in) {
        @Nullable String worker = null;
        int slot = 0;
        long number = 0;
        @Nullable About about = null;
        @Nullable List<EndedAttempt> ended = null;
        int take = 0;
        long waitMillis = 0;
        @Nullable String job = null;
        @Nullable List<String> domains = null;
        @Nullable Long id = null;
        for (String field = in.field(); field != null; field = in.field()) {
            switch (field) {
                case "worker" -> worker = in.text();
                case "slot" -> slot = in.number();
                case "number" -> number = in.longNumber();
                case "about" -> about = in.object(aboutCodec);
                case "ended" -> ended = in.objects(endedCodec);
                case "take" -> take = in.number();
                case "waitMillis" -> waitMillis = in.longNumber();
                case "job" -> job = in.text();
                case "domains" -> domains = in.texts();
                case "id" -> id = in.longNumber();
                default -> in.skip();
            }
        }
        return new ExchangeRequest(worker, slot, number, about, ended, take, waitMillis, job, domains, id);
    }

    @Override
    public void write(ExchangeRequest request, JsonOutput out) {
        out.text("worker", request.worker());
        out.number("slot", request.slot());
        out.number("number", request.number());
        out.object("about", request.about(), aboutCodec);
        out.objects("ended", request.ended(), endedCodec);
        out.number("take", request.take());
        out.number("waitMillis", request.waitMillis());
        out.text("job", request.job());
        out.texts("domains", request.domains());
        out.number("id", request.id());
    }
}
