package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/** {@link About} as JSON. */
final class AboutCodec implements Codec<About> {
    @Override
    public About read(JsonInput in) {
        @Nullable String group = null;
        @Nullable String host = null;
        @Nullable Long pid = null;
        @Nullable String version = null;
        @Nullable Long startedAt = null;
        for (String field = in.field(); field != null; field = in.field()) {
            switch (field) {
                case "group" -> group = in.text();
                case "host" -> host = in.text();
                case "pid" -> pid = in.optionalLongNumber();
                case "version" -> version = in.text();
                case "startedAt" -> startedAt = in.optionalLongNumber();
                default -> in.skip();
            }
        }
        return new About(group, host, pid, version, startedAt);
    }

    @Override
    public void write(About about, JsonOutput out) {
        out.text("group", about.group());
        out.text("host", about.host());
        out.number("pid", about.pid());
        out.text("version", about.version());
        out.number("startedAt", about.startedAt());
    }
}
