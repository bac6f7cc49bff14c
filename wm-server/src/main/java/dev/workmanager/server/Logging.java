package dev.workmanager.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.workmanager.terminal.Terminal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.slf4j.LoggerFactory;

/** The program's log: short lines on the terminal, above what changes there. Of other people's code only warnings. */
final class Logging extends AppenderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Terminal terminal;
    private final ZoneId zone;

    private Logging(Terminal terminal, ZoneId zone) {
        this.terminal = terminal;
        this.zone = zone;
    }

    /** From now on everything that is logged goes there. */
    static void to(Terminal terminal, ZoneId zone) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logging appender = new Logging(terminal, zone);
        appender.setContext(context);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger("dev.workmanager").setLevel(Level.INFO);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String time = TIME.format(LocalTime.ofInstant(Instant.ofEpochMilli(event.getTimeStamp()), zone));
        String level = event.getLevel() == Level.INFO ? "" : event.getLevel() + " ";
        StringBuilder text = new StringBuilder(time + " " + level + event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            text.append(System.lineSeparator())
                    .append(ThrowableProxyUtil.asString(event.getThrowableProxy())
                            .stripTrailing());
        }
        terminal.say(text.toString());
    }
}
