package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/** {@link EndedAttempt} as JSON. */
final class EndedAttemptCodec implements Codec<EndedAttempt> {
    @Override
    @SuppressWarnings("NullAway") // null for a text that is not there: whoever handles the request says so
    public EndedAttempt read(JsonInput in) {
        @Nullable String token = null;
        @Nullable String end = null;
        byte @Nullable [] result = null;
        @Nullable Long size = null;
        @Nullable String sha256 = null;
        @Nullable Integer exit = null;
        @Nullable Integer signal = null;
        @Nullable String stderr = null;
        @Nullable String stdout = null;
        @Nullable Long ranMillis = null;
        for (String field = in.field(); field != null; field = in.field()) {
            switch (field) {
                case "token" -> token = in.text();
                case "end" -> end = in.text();
                case "result" -> result = in.bytes();
                case "size" -> size = in.optionalLongNumber();
                case "sha256" -> sha256 = in.text();
                case "exit" -> exit = in.optionalNumber();
                case "signal" -> signal = in.optionalNumber();
                case "stderr" -> stderr = in.text();
                case "stdout" -> stdout = in.text();
                case "ranMillis" -> ranMillis = in.optionalLongNumber();
                default -> in.skip();
            }
        }
        return new EndedAttempt(token, end, result, size, sha256, exit, signal, stderr, stdout, ranMillis);
    }

    @Override
    public void write(EndedAttempt ended, JsonOutput out) {
        out.text("token", ended.token());
        out.text("end", ended.end());
        out.bytes("result", ended.result());
        out.number("size", ended.size());
        out.text("sha256", ended.sha256());
        out.number("exit", ended.exit());
        out.number("signal", ended.signal());
        out.text("stderr", ended.stderr());
        out.text("stdout", ended.stdout());
        out.number("ranMillis", ended.ranMillis());
    }
}
