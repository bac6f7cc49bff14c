package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/** {@link HandedItem} as JSON. */
final class HandedItemCodec implements Codec<HandedItem> {
    @Override
    @SuppressWarnings("NullAway") // null for what is not there, as the mapper does
    public HandedItem read(JsonInput in) {
        @Nullable String token = null;
        @Nullable String job = null;
        long id = 0;
        long index = 0;
        @Nullable String data = null;
        int attempt = 0;
        int attempts = 0;
        long leaseMillis = 0;
        @Nullable Long timeoutMillis = null;
        for (String field = in.field(); field != null; field = in.field()) {
            switch (field) {
                case "token" -> token = in.text();
                case "job" -> job = in.text();
                case "id" -> id = in.longNumber();
                case "index" -> index = in.longNumber();
                case "data" -> data = in.text();
                case "attempt" -> attempt = in.number();
                case "attempts" -> attempts = in.number();
                case "leaseMillis" -> leaseMillis = in.longNumber();
                case "timeoutMillis" -> timeoutMillis = in.optionalLongNumber();
                default -> in.skip();
            }
        }
        return new HandedItem(token, job, id, index, data, attempt, attempts, leaseMillis, timeoutMillis);
    }

    @Override
    public void write(HandedItem item, JsonOutput out) {
        out.text("token", item.token());
        out.text("job", item.job());
        out.number("id", item.id());
        out.number("index", item.index());
        out.text("data", item.data());
        out.number("attempt", item.attempt());
        out.number("attempts", item.attempts());
        out.number("leaseMillis", item.leaseMillis());
        out.number("timeoutMillis", item.timeoutMillis());
    }
}
