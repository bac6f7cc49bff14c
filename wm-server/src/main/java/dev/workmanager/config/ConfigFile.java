package dev.workmanager.config;

import java.util.Optional;

/** The format of wm-config: comments, {@code key: value} lines, and after {@code list:} nothing but items. */
final class ConfigFile {
    private final Lines lines;
    private final Problems problems;
    private final Layer layer;

    private ConfigFile(Lines lines, Problems problems, Layer layer) {
        this.lines = lines;
        this.problems = problems;
        this.layer = layer;
    }

    static void read(Input input, Problems problems, Layer layer) {
        try (Lines lines = Lines.open(input, problems)) {
            ConfigFile file = new ConfigFile(lines, problems, layer);
            while (lines.next()) {
                lines.cut();
                file.line(lines.text());
            }
            if (lines.isFlawed()) {
                layer.doubtSource();
            }
        }
    }

    private void line(String text) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            layer.doubtSource();
            problems.add(lines.place()
                    .problem(Quoted.of(text) + " has no colon; a line is '<key>: <value>', and the lines of"
                            + " a list stand below 'list:'"));
            return;
        }
        String key = text.substring(0, colon).stripTrailing();
        Optional<ConfigKey> known = ConfigKey.of(key);
        if (known.isPresent()) {
            value(new Setting(
                    lines.place(), known.get(), text.substring(colon + 1).stripLeading()));
        } else {
            unknown(key);
        }
    }

    private void unknown(String key) {
        Optional<ConfigKey> meant = Spelling.meant(key);
        if (meant.map(ConfigKey::isSource).orElse(true)) {
            layer.doubtSource();
        }
        problems.add(lines.place().problem("unknown key " + Quoted.of(key) + "; " + Spelling.advice(key, any -> true)));
    }

    private void value(Setting setting) {
        if (setting.key() != ConfigKey.LIST) {
            layer.put(setting);
            return;
        }
        if (!setting.value().isEmpty()) {
            problems.add(setting.problem(
                    setting.quoted() + " does not belong here; the items stand on the lines below, one on each"));
        }
        layer.putList(setting, lines);
    }
}
