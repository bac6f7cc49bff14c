package dev.workmanager.store.embedded;

import dev.workmanager.protocol.Report;
import dev.workmanager.rules.Message;
import dev.workmanager.rules.Registration;
import org.jspecify.annotations.Nullable;

/** Registrations and messages as bytes; see {@link FactCodec} for the numbers. A text that is absent is left out; an empty one is not. */
final class RegistryCodec {
    private RegistryCodec() {}

    static void encode(Encoder out, Registration registration) {
        out.field(1, registration.worker());
        out.text(2, registration.group());
        out.field(3, registration.at());
    }

    static void encode(Encoder out, Message message) {
        Report report = message.report();
        out.field(1, message.number());
        out.field(2, message.at());
        out.field(3, report.worker());
        out.text(4, report.group());
        out.field(5, report.event());
        out.text(6, report.content());
        out.text(7, report.key());
    }

    static Fact registration(Decoder in) {
        String worker = "";
        @Nullable String group = null;
        long at = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> worker = in.asString();
                case 2 -> group = in.asString();
                case 3 -> at = in.asLong();
                default -> in.passOver();
            }
        }
        return new Fact.RegistrationIs(new Registration(worker, group, at));
    }

    static Fact gone(Decoder in) {
        String worker = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                worker = in.asString();
            } else {
                in.passOver();
            }
        }
        return new Fact.RegistrationGone(worker);
    }

    static Fact message(Decoder in) {
        long number = 0;
        long at = 0;
        @Nullable String[] texts = new String[8];
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> number = in.asLong();
                case 2 -> at = in.asLong();
                case 3, 4, 5, 6, 7 -> texts[field] = in.asString();
                default -> in.passOver();
            }
        }
        try {
            return new Fact.MessageIs(new Message(number, at, report(texts)));
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("message " + number + ": " + e.getMessage());
        }
    }

    @SuppressWarnings("NullAway") // a worker or an event that is absent is refused by the report itself
    private static Report report(@Nullable String[] texts) {
        return new Report(texts[3], texts[4], texts[5], texts[6], texts[7]);
    }
}
