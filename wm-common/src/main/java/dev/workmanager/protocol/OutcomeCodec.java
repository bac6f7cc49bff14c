package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/** {@link Outcome} as JSON. */
final class OutcomeCodec implements Codec<Outcome> {
    @Override
    @SuppressWarnings("NullAway") // null for what is not there, as the mapper does
    public Outcome read(JsonInput in) {
        @Nullable String token = null;
        @Nullable String outcome = null;
        for (String field = in.field(); field != null; field = in.field()) {
            switch (field) {
                case "token" -> token = in.text();
                case "outcome" -> outcome = in.text();
                default -> in.skip();
            }
        }
        return new Outcome(token, outcome);
    }

    @Override
    public void write(Outcome outcome, JsonOutput out) {
        out.text("token", outcome.token());
        out.text("outcome", outcome.outcome());
    }
}
