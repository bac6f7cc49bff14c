package dev.workmanager.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Sends a request again and again until it is answered, or until there is no sense in it any more. One for each slot. */
final class Persistence {
    private final int source;
    private final WorkSettings settings;
    private final Gate gate;
    private final Outage outage;
    private final LongSupplier nanos;
    private final RandomGenerator random;

    Persistence(
            int source, WorkSettings settings, Gate gate, Outage outage, LongSupplier nanos, RandomGenerator random) {
        this.source = source;
        this.settings = settings;
        this.gate = gate;
        this.outage = outage;
        this.nanos = nanos;
        this.random = random;
    }

    /**
     * Tries until there is an answer.
     *
     * @param mayGiveUp asked once the manager has been away for too long
     * @param request one try, told how long it may take at most
     * @throws GaveUpException after too long without the manager
     * @throws RefusedException if the manager refuses it
     */
    <T> T until(BooleanSupplier mayGiveUp, Function<Duration, T> request) {
        Trial trial = new Trial(mayGiveUp, nanos.getAsLong());
        return Tries.ofOneCall(() -> until(trial, request));
    }

    private <T> T until(Trial trial, Function<Duration, T> request) {
        while (true) {
            try {
                T answer = request.apply(Duration.ofNanos(Math.max(1, gate.left(trial.began))));
                outage.heard(source);
                return answer;
            } catch (RefusedException e) {
                outage.heard(source);
                throw e;
            } catch (AgainException e) {
                trial.again(e, trial.failures == 0 ? 0 : trial.backoff(), false);
            } catch (UnavailableException e) {
                miss(e);
                trial.again(e, Math.max(trial.backoff(), e.retryAfter().toNanos()), e.present());
            }
        }
    }

    private void miss(UnavailableException failure) {
        boolean waits = failure.present() || !settings.retry().giveUpAfter().isZero();
        if (waits && !gate.finished()) {
            outage.failed(source, failure.getMessage());
        }
    }

    /** The tries of one request. */
    private final class Trial {
        private final BooleanSupplier mayGiveUp;
        private final long began;
        private int failures;
        private long lost;

        private Trial(BooleanSupplier mayGiveUp, long began) {
            this.mayGiveUp = mayGiveUp;
            this.began = began;
        }

        private long backoff() {
            return settings.retry().nanos(failures + 1, random);
        }

        /** Waits before the next try, or gives up. */
        private void again(ManagerException failure, long wait, boolean present) {
            long now = nanos.getAsLong();
            lost = failures == 0 || present ? now : lost;
            failures++;
            long patience = settings.retry().giveUpAfter().toNanos() - (now - lost);
            boolean givesUp = !present && patience <= 0 && mayGiveUp.getAsBoolean();
            if (gate.finished() || givesUp || gate.left(began) <= 0) {
                outage.left(source);
                throw gaveUp(now, failure);
            }
            long most = present || patience <= 0 ? Long.MAX_VALUE : patience;
            gate.pause(Math.min(wait, Math.min(most, gate.left(began))));
        }

        private GaveUpException gaveUp(long now, ManagerException failure) {
            if (settings.retry().giveUpAfter().isZero()) {
                return new GaveUpException(
                        "no good answer from the manager at " + settings.manager() + " (" + failure.getMessage() + ")",
                        failure);
            }
            return new GaveUpException(
                    "gave up after " + Outage.length(now - lost) + " without the manager at " + settings.manager()
                            + " (" + failure.getMessage() + ")",
                    failure);
        }
    }
}
