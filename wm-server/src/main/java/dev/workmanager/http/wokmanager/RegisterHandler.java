package dev.workmanager.http.wokmanager;

import dev.workmanager.http.Bodies;
import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.Report;
import dev.workmanager.rules.Command;
import dev.workmanager.store.Store;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST /worker/state}: a worker has started, or stopped. */
final class RegisterHandler implements Handler {
    private static final int UNKNOWN = 404;
    private static final Set<String> EVENTS = Set.of(Report.STARTED, Report.STOPPED);

    /** What is sent; {@code at} is left to the manager. */
    record State(
            @Nullable String id,
            @Nullable String group,
            @Nullable String event) {
        /** @throws IllegalArgumentException if a field is missing or wrong */
        State {
            if (id == null || id.isEmpty()) {
                throw new IllegalArgumentException("id is missing");
            }
            if (event == null || !EVENTS.contains(event)) {
                throw new IllegalArgumentException("event: " + Report.STARTED + " or " + Report.STOPPED);
            }
            Report unused = new Report(id, group, event, null, null);
        }

        @SuppressWarnings("NullAway") // checked above
        Report report() {
            return new Report(id, group, event, null, null);
        }
    }

    private record Registered(String registered, String at) {}

    private record Unknown(String error) {}

    private final Store store;
    private final Bodies bodies;

    RegisterHandler(Store store, Bodies bodies) {
        this.store = store;
        this.bodies = bodies;
    }

    @Override
    public void handle(Call call) {
        bodies.read(call, Bodies.REPORT, body -> {
            Report report = Json.read(body, State.class).report();
            call.await(store.submit(new Command.Tell(report, true), call::releaseBody), message -> {
                if (message.isPresent()) {
                    call.answer(new Registered(report.event(), "now"));
                } else {
                    call.answer(UNKNOWN, new Unknown("no such worker registered"));
                }
            });
        });
    }
}
