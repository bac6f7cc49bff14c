package dev.workmanager.cli;

import dev.workmanager.model.Version;
import java.util.List;
import java.util.Locale;

/** Manual pages, in the macros of man(7). */
final class ManPage {
    private ManPage() {}

    /** {@code wm-wait}, {@code wm-server-serve}. */
    static String name(Shape shape) {
        return (Verbs.has(shape.name()) ? "wm-" : "wm-server-") + shape.name();
    }

    /** The page of one command. */
    static String of(Shape shape) {
        StringBuilder page = new StringBuilder(head(name(shape)));
        page.append(".SH NAME\n")
                .append(text(name(shape) + " - " + shape.summary()))
                .append('\n');
        page.append(".SH SYNOPSIS\n.B ").append(text(shape.synopsis())).append('\n');
        page.append(".SH DESCRIPTION\n");
        shape.text().stream()
                .filter(line -> !line.isBlank())
                .forEach(line -> page.append(text(line)).append('\n'));
        page.append(".SH OPTIONS\n");
        for (Shape.Option option : shape.options()) {
            page.append(".TP\n.B ")
                    .append(text(String.join(", ", option.names())))
                    .append(option.label().isEmpty() ? "" : " " + text(option.label()))
                    .append('\n')
                    .append(text(option.text()))
                    .append('\n');
        }
        footer(shape.footer(), page);
        return page.append(".SH SEE ALSO\n.BR wm (1)\n").toString();
    }

    /** The page that leads to the others. */
    static String root(List<Shape> shapes) {
        StringBuilder page = new StringBuilder(head("wm"));
        page.append(".SH NAME\nwm \\- hands out the items of a big batch, and tells how far it is\n")
                .append(".SH SYNOPSIS\n.B wm\n.I command\n[options]\n.SH COMMANDS\n");
        for (Shape shape : shapes) {
            page.append(".TP\n.BR ")
                    .append(text(name(shape)))
                    .append(" (1)\n")
                    .append(text(shape.summary()))
                    .append('\n');
        }
        return page.toString();
    }

    private static String head(String name) {
        return ".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"\" \"Work Manager "
                + Version.current().number() + "\"\n";
    }

    /** Its headings stand at the margin; what is indented stays as it is. */
    private static void footer(List<String> lines, StringBuilder page) {
        boolean exact = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean indented = line.startsWith(" ");
            if (exact && !indented) {
                page.append(".fi\n");
                exact = false;
            }
            if (line.isBlank()) {
                page.append(".PP\n");
            } else if (!indented && i + 1 < lines.size() && lines.get(i + 1).startsWith("  ")) {
                page.append(".SH ").append(text(line.toUpperCase(Locale.ROOT))).append('\n');
            } else {
                if (indented && !exact) {
                    page.append(".nf\n");
                    exact = true;
                }
                page.append(text(line)).append('\n');
            }
        }
        page.append(exact ? ".fi\n" : "");
    }

    private static String text(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
