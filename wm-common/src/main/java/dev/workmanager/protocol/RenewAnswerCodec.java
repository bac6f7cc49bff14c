package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link RenewAnswer} as JSON. */
final class RenewAnswerCodec implements Codec<RenewAnswer> {
    private final LeaseCodec leaseCodec = new LeaseCodec();

    @Override
    @SuppressWarnings("NullAway") // null for what is not there, as the mapper does
    public RenewAnswer read(JsonInput in) {
        @Nullable List<RenewAnswer.Lease> leases = null;
        @Nullable String order = null;
        for (String field = in.field(); field != null; field = in.field()) {
            switch (field) {
                case "leases" -> leases = in.objects(leaseCodec);
                case "order" -> order = in.text();
                default -> in.skip();
            }
        }
        return new RenewAnswer(leases, order);
    }

    @Override
    public void write(RenewAnswer answer, JsonOutput out) {
        out.objects("leases", answer.leases(), leaseCodec);
        out.text("order", answer.order());
    }

    private static final class LeaseCodec implements Codec<RenewAnswer.Lease> {
        @Override
        @SuppressWarnings("NullAway") // null for what is not there, as the mapper does
        public RenewAnswer.Lease read(JsonInput in) {
            @Nullable String token = null;
            @Nullable String standing = null;
            for (String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "token" -> token = in.text();
                    case "standing" -> standing = in.text();
                    default -> in.skip();
                }
            }
            return new RenewAnswer.Lease(token, standing);
        }

        @Override
        public void write(RenewAnswer.Lease lease, JsonOutput out) {
            out.text("token", lease.token());
            out.text("standing", lease.standing());
        }
    }
}
