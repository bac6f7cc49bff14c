package dev.workmanager.store.embedded;

import dev.workmanager.model.Backoff;
import dev.workmanager.model.ExitCodes;
import dev.workmanager.model.Halt;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.JobMode;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A job as bytes, in the form that {@link FactCodec} tells. What an earlier version did not write has its default. */
final class JobCodec {
    private static final int FIELDS = 28;

    private JobCodec() {}

    static void encode(Encoder out, Job job) {
        out.field(1, job.no());
        out.fixed(2, job.id().bits());
        out.field(3, job.name());
        out.field(4, job.source().kind().code());
        out.field(5, job.source().first());
        out.field(6, job.source().count());
        out.field(7, job.source().words());
        out.field(13, job.createdAt());
        out.field(14, job.freshOut() ? 1 : 0);
        out.field(15, job.mode().code());
        out.field(16, job.budget().failed());
        out.field(17, job.budget().done());
        out.field(18, job.reason());
        policy(out, job.policy());
    }

    private static void policy(Encoder out, Policy policy) {
        out.field(8, policy.attempts());
        out.field(9, policy.backoff().first().toMillis());
        out.field(10, policy.backoff().longest().toMillis());
        out.field(11, policy.giveBacks());
        out.field(12, policy.lease().toMillis());
        out.field(19, policy.neverRetry().toString());
        out.field(20, policy.crashLimit());
        out.field(21, policy.namelessLease() ? 1 : 0);
        out.field(22, policy.timeout().map(Duration::toMillis).orElse(0L));
        out.field(23, policy.halt().rule().code());
        out.field(24, policy.halt().amount());
        out.field(25, policy.halt().now() ? 1 : 0);
        out.field(26, ((long) policy.priority() << 1) ^ (policy.priority() >> 31));
        out.field(27, policy.domain());
    }

    /**
     * Decodes a job.
     *
     * @throws MalformedDataException if it is none
     */
    static Job decode(Decoder in) {
        long[] numbers = new long[FIELDS];
        String[] texts = new String[FIELDS];
        Arrays.fill(texts, "");
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 3, 7, 18, 19, 27 -> texts[field] = in.asString();
                case 1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 25, 26 ->
                    numbers[field] = in.asLong();
                default -> in.passOver();
            }
        }
        try {
            return job(numbers, texts);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("job '" + texts[3] + "': " + e.getMessage());
        }
    }

    private static Job job(long[] numbers, String[] texts) {
        return new Job(
                (int) numbers[1],
                new JobId(numbers[2]),
                texts[3],
                new Source(Source.Kind.ofCode((int) numbers[4]), numbers[5], numbers[6], texts[7]),
                policy(numbers, texts),
                numbers[13],
                numbers[14] != 0,
                numbers[15] == 0 ? JobMode.OPEN : JobMode.ofCode((int) numbers[15]),
                texts[18],
                new Job.Budget(numbers[16], numbers[17]));
    }

    private static Policy policy(long[] numbers, String[] texts) {
        Policy.Builder policy = Policy.DEFAULT
                .change()
                .attempts((int) numbers[8])
                .backoff(new Backoff(Duration.ofMillis(numbers[9]), Duration.ofMillis(numbers[10])))
                .giveBacks((int) numbers[11])
                .lease(Duration.ofMillis(numbers[12]))
                .neverRetry(texts[19].isEmpty() ? ExitCodes.NONE : ExitCodes.parse(texts[19]))
                .namelessLease(numbers[21] != 0)
                .timeout(Optional.of(numbers[22]).filter(millis -> millis > 0).map(Duration::ofMillis))
                .priority((int) (numbers[26] >>> 1 ^ -(numbers[26] & 1)))
                .domain(texts[27]);
        if (numbers[20] > 0) {
            policy.crashLimit((int) numbers[20]);
        }
        if (numbers[23] > 0) {
            policy.halt(new Halt(Halt.Rule.ofCode((int) numbers[23]), numbers[24], numbers[25] != 0));
        }
        return policy.build();
    }
}
