package dev.workmanager.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.workmanager.terminal.Terminal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * The program's log: short lines on the terminal, above what changes there, or JSON for programs. Of other people's code only
 * warnings.
 */
final class Logging extends AppenderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Terminal terminal;
    private final Function<ILoggingEvent, String> form;

    private Logging(Terminal terminal, Function<ILoggingEvent, String> form) {
        this.terminal = terminal;
        this.form = form;
    }

    /** From now on everything that is logged goes there, for people. */
    static void to(Terminal terminal, ZoneId zone) {
        begin(new Logging(terminal, event -> text(event, zone)));
        log(LogFormat.Detail.INFO);
    }

    /** From now on the log looks like this, and whatever the program says itself, too. */
    static void become(Terminal terminal, LogFormat format, InstantSource clock) {
        if (format == LogFormat.JSON) {
            begin(new Logging(terminal, event -> LogLine.of(event).json()));
            terminal.becomeLines(text -> LogLine.said(clock.instant(), text).json());
        }
    }

    /** From now on so much is logged. */
    static void log(LogFormat.Detail detail) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("dev.workmanager").setLevel(Level.toLevel(detail.name()));
    }

    private static void begin(Logging appender) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        appender.setContext(context);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
    }

    @Override
    protected void append(ILoggingEvent event) {
        terminal.put(form.apply(event));
    }

    private static String text(ILoggingEvent event, ZoneId zone) {
        String time = TIME.format(LocalTime.ofInstant(Instant.ofEpochMilli(event.getTimeStamp()), zone));
        String level = event.getLevel() == Level.INFO ? "" : event.getLevel() + " ";
        StringBuilder text = new StringBuilder(time + " " + level + event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            text.append(System.lineSeparator())
                    .append(ThrowableProxyUtil.asString(event.getThrowableProxy())
                            .stripTrailing());
        }
        return text.toString();
    }
}
