package dev.workmanager.wrapper;

import dev.workmanager.process.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What goes on while a child runs: a look at one thing and another, again and again, and once more when it has ended. */
final class Watch {
    /** Where somebody waits for what is seen. */
    static final Duration OFTEN = Duration.ofMillis(50);
    /** Where nobody does. */
    static final Duration SELDOM = Duration.ofMillis(500);

    private final Duration period;
    private final List<Look> looks;

    Watch(Duration period, List<Look> looks) {
        this.period = period;
        this.looks = List.copyOf(looks);
    }

    /** A look at something. */
    interface Look {
        /**
         * Looks.
         *
         * @param last whether the child has ended
         */
        void look(boolean last) throws IOException;
    }

    /** Looks until the child has ended; comes back at once where nothing is to be looked at. */
    void watch(ChildProcess child) throws IOException {
        for (boolean ended = looks.isEmpty(); !ended; ) {
            ended = child.awaitExit(period);
            for (Look look : looks) {
                look.look(ended);
            }
        }
    }
}
