package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ExchangeAnswer} as JSON. */
final class ExchangeAnswerCodec implements Codec<ExchangeAnswer> {
    private final OutcomeCodec outcomeCodec = new OutcomeCodec();
    private final HandedItemCodec itemCodec = new HandedItemCodec();

    @Override
    @SuppressWarnings("NullAway") // null for what is not there, as the mapper does
    public ExchangeAnswer read(JsonInput in) {
        @Nullable List<Outcome> outcomes = null;
        @Nullable String next = null;
        @Nullable List<HandedItem> items = null;
        @Nullable String order = null;
        for (String field = in.field(); field != null; field = in.field()) {
            switch (field) {
                case "outcomes" -> outcomes = in.objects(outcomeCodec);
                case "next" -> next = in.text();
                case "items" -> items = in.objects(itemCodec);
                case "order" -> order = in.text();
                default -> in.skip();
            }
        }
        return new ExchangeAnswer(outcomes, next, items, order);
    }

    @Override
    public void write(ExchangeAnswer answer, JsonOutput out) {
        out.objects("outcomes", answer.outcomes(), outcomeCodec);
        out.text("next", answer.next());
        out.objects("items", answer.items(), itemCodec);
        out.text("order", answer.order());
    }
}
