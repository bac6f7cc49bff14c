package dev.workmanager.client;

import dev.workmanager.protocol.EventKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What people want to hear of. */
record EventCalls(Asking manager) {
    private static final String TYPE = "text/event-stream";
    /** The manager says nothing in particular from time to time, so that it can be told from one that is gone. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    void listen(List<String> kinds, List<String> jobs, Optional<String> after, Predicate<HeardEvent> listener) {
        Listening listening = new Listening(kinds, jobs, listener);
        listening.last = after.orElse("");
        boolean more = true;
        while (more) {
            more = manager.ask((client, cut) -> listening.goOn(client, cut));
        }
    }

    private static final class Listening {
        private final List<String> kinds;
        private final List<String> jobs;
        private final Predicate<HeardEvent> listener;
        private String last = "";
        private String kind = "";
        private byte[] body = {};
        private boolean heard;

        private Listening(List<String> kinds, List<String> jobs, Predicate<HeardEvent> listener) {
            this.kinds = kinds;
            this.jobs = jobs;
            this.listener = listener;
        }

        /** Hears a stream to its end; whether there is to be another one. */
        private boolean goOn(ManagerClient client, Cut cut) {
            List<Map.Entry<String, String>> query = new ArrayList<>();
            kinds.forEach(pattern -> query.add(Map.entry("kind", pattern)));
            jobs.forEach(pattern -> query.add(Map.entry("job", pattern)));
            if (!last.isEmpty()) {
                query.add(Map.entry("after", last));
            }
            heard = false;
            kind = "";
            try {
                boolean ended = client.readLines(EventKind.PATH, query, TYPE, SILENCE, this::line, cut);
                if (ended && !heard) {
                    throw new UnavailableException("the events ended before they began", null);
                }
                return ended;
            } catch (UnavailableException e) {
                // Having heard something, this is a new misfortune and not one more of an old one.
                if (heard) {
                    return true;
                }
                throw e;
            }
        }

        private boolean line(byte[] bytes) {
            heard = true;
            String line = new String(bytes, StandardCharsets.UTF_8);
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).stripLeading();
            switch (colon < 0 ? line : line.substring(0, colon)) {
                case "id" -> last = value;
                case "event" -> kind = value;
                case "data" -> body = value.getBytes(StandardCharsets.UTF_8);
                case "" -> {
                    return colon == 0 || end();
                }
                default -> {
                    // retry, and what later managers may say
                }
            }
            return true;
        }

        private boolean end() {
            String ended = kind;
            kind = "";
            return ended.isEmpty() || listener.test(new HeardEvent(last, ended, body));
        }
    }
}
